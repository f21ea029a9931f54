namespace Isotherm.Adapters.SensorApi;

/// <summary>Takes the next bytes of a body, valid during the call only; false: no more of them are wanted.</summary>
public delegate ValueTask<bool> BodyReceiver(ReadOnlyMemory<byte> bytes);
