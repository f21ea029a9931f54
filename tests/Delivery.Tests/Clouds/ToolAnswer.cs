namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>What a tool answers: its exit code, and what it writes.</summary>
internal sealed record ToolAnswer(int Code, string Output, string Errors)
{
    public static ToolAnswer Done { get; } = new(0, "", "");

    public static ToolAnswer Say(string output) => new(0, output, "");

    public static ToolAnswer Fail(string why, int code = 1) => new(code, "", "ERROR: " + why + "\n");
}
