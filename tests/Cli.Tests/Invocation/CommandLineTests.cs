namespace Isotherm.Cli.Tests.Invocation;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("aggregate")]
    [InlineData("locate")]
    [InlineData("regions import")]
    [InlineData("regions show")]
    [InlineData("report")]
    [InlineData("method")]
    [InlineData("migrate")]
    [InlineData("serve")]
    public async Task Every_command_explains_itself_with_examples(string command)
    {
        using var shell = new Shell();
        var output = (await shell.RunAsync([.. command.Split(' '), "--help"])).Succeeded();

        Said.Contains("Description:", output);
        Said.Contains("Details:\n", output);
        Said.Contains($"Examples:\n  isotherm {command}", output);
        Assert.True(output.Split('\n').Max(line => line.Length) <= 122, output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("regions --help")]
    public async Task The_program_lists_its_commands(string line)
    {
        using var shell = new Shell();
        var output = (await shell.RunAsync(line.Split(' '))).Succeeded();

        Said.Contains("Commands:", output);
    }

    [Fact]
    public async Task Help_is_given_whatever_else_is_wrong()
    {
        using var shell = new Shell();

        Said.Contains("Examples:", (await shell.RunAsync("locate", "x", "--help")).Succeeded());
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var shell = new Shell();

        Assert.Matches(
            @"^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?(\+[0-9a-f]{40})?\n$",
            (await shell.RunAsync("--version")).Succeeded());
    }

    [Theory]
    [InlineData("", "Required command was not provided. See: isotherm --help")]
    [InlineData("regions", "Required command was not provided. See: isotherm regions --help")]
    [InlineData("bake", "There is no command 'bake' here: use demo, doctor, aggregate, aggregations, locate,")]
    [InlineData("--verbose", "There is no option '--verbose' here. See: isotherm --help")]
    [InlineData("regions show --bucket", "Required argument missing for option: '--bucket'.")]
    [InlineData("@file", "There is no command '@file' here: use demo, ")]
    public async Task A_wrong_command_line_is_one_line_and_code_2(string line, string message)
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Said.First(message, finished.Failed(code: 2));
    }

    [Fact]
    public async Task A_defect_is_one_line_without_a_stack_trace()
    {
        using var error = new StringWriter();
        using var shell = new Shell();
        var surroundings = shell.Surroundings(Stream.Null, TextWriter.Null, error) with
        {
            Variable = _ => throw new InvalidOperationException("boom"),
        };
        var code = await Shell.RunAsync(surroundings, TestContext.Current.CancellationToken, "report");

        Assert.Equal(1, code);
        Assert.Equal(
            "isotherm: A defect of isotherm (InvalidOperationException: boom): please report it.\n",
            error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_full_disk_is_one_line()
    {
        using var error = new StringWriter();
        using var shell = new Shell();
        using var full = new ActingWriter("", () => throw new IOException("No space left on device"));
        var code = await Shell.RunAsync(
            shell.Surroundings(Stream.Null, full, error), TestContext.Current.CancellationToken, "regions", "show");

        Assert.Equal(1, code);
        Assert.Equal("isotherm: No space left on device\n", error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_file_name_that_looks_like_an_option_may_follow_two_dashes()
    {
        using var shell = new Shell();
        shell.Write("-odd.json", "[]");

        (await shell.RunAsync("aggregate", "--format", "json", "--", "-odd.json")).Succeeded();
    }
}
