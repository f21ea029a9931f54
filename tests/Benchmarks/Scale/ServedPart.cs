using System.Globalization;

namespace Isotherm.Benchmarks.Scale;

/// <summary>One part as it was measured.</summary>
/// <param name="Instances">How many processes shared the subscription.</param>
/// <param name="Bytes">Of its raw object.</param>
/// <param name="ReadSeconds">From the message until its sums were ready, as the ledger says.</param>
/// <param name="CommitSeconds">From then until the answer: the rejects, the lock of the hour, the transaction.</param>
internal sealed record ServedPart(int Instances, long Bytes, double ReadSeconds, double CommitSeconds)
{
    public const string Header = "instances;bytes;read seconds;commit seconds";

    public static ServedPart Parse(string line)
    {
        var cells = line.Split(';');
        double Number(int cell) => double.Parse(cells[cell], CultureInfo.InvariantCulture);
        return new ServedPart((int)Number(0), (long)Number(1), Number(2), Number(3));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Instances};{Bytes};{ReadSeconds:0.0000};{CommitSeconds:0.0000}");
}
