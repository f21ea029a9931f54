namespace Isotherm.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record Finished(int Code, string Output, string Error)
{
    /// <summary>The output of a command that must have succeeded and said nothing else.</summary>
    public string Succeeded()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, Code);
        return Output;
    }

    /// <summary>The one line of a command that must have failed so and printed no data.</summary>
    public string Failed(int code = 1)
    {
        Assert.Equal("", Output);
        Assert.Equal(code, Code);
        Assert.Equal(1, Error.Count(letter => letter == '\n'));
        Said.First("isotherm: ", Error);
        return Error["isotherm: ".Length..].TrimEnd('\n');
    }
}
