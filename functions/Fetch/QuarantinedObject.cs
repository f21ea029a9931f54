namespace Isotherm.Fetch;

/// <summary>The JSON form of a raw object in a record in quarantine.</summary>
internal sealed record QuarantinedObject(string Object, long Generation);
