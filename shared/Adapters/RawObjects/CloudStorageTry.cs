namespace Isotherm.Adapters.RawObjects;

/// <summary>What one request came to: a value, or a fault that is worth another try.</summary>
internal readonly record struct CloudStorageTry<T>(T? Value, CloudStorageFault? Fault);
