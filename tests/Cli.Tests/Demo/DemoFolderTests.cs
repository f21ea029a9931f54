namespace Isotherm.Cli.Tests.Demo;

public sealed class DemoFolderTests
{
    private const string Marker = "isotherm-demo/.isotherm-demo.json";

    [Theory]
    [InlineData("--fresh")]
    [InlineData("--hours=1")]
    public async Task A_folder_that_is_not_ours_is_never_touched(string option)
    {
        using var shell = new Shell();
        shell.Write("mine/bucket/precious", "data");
        var finished = await shell.RunAsync("demo", "--output", "mine", option);

        Said.Last("holds files and is no folder of a demo: name another with --output.", finished.Failed());
        Assert.Equal("data", shell.Read("mine/bucket/precious"));
    }

    [Fact]
    public async Task Starting_afresh_deletes_only_what_a_demo_makes()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "2");
        shell.Write("isotherm-demo/notes.txt", "mine");
        var finished = await shell.RunAsync("demo", "--hours", "1", "--fresh");

        Said.Contains("1 fetched from the simulated API, 0 there already", finished.Succeeded());
        Assert.Equal("mine", shell.Read("isotherm-demo/notes.txt"));
        Assert.False(Directory.Exists(shell.PathOf("isotherm-demo/bucket/raw/v1/2019/02/19/01")));
    }

    [Fact]
    public async Task An_emptying_that_was_cut_short_is_finished_first()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "2");
        var marker = shell.Read(Marker);
        shell.Write(Marker, marker.Replace("Clearing\":false", "Clearing\":true", StringComparison.Ordinal));
        Directory.Delete(shell.PathOf("isotherm-demo/bucket"), recursive: true);
        var finished = await shell.RunAsync("demo", "--hours", "2");

        Said.Contains("2 fetched from the simulated API, 0 there already", finished.Succeeded());
        Said.Contains("\"isClearing\":false", shell.Read(Marker));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("{\"demo\":\"another\",\"seed\":1,\"isClearing\":false}")]
    public async Task A_damaged_marker_is_no_leave_to_delete(string marker)
    {
        using var shell = new Shell();
        shell.Write(Marker, marker);
        shell.Write("isotherm-demo/bucket/precious", "data");
        var finished = await shell.RunAsync("demo", "--fresh");

        Said.Contains("is damaged: delete the folder yourself", finished.Failed());
        Assert.Equal("data", shell.Read("isotherm-demo/bucket/precious"));
    }

    [Fact]
    public async Task Two_demos_do_not_work_in_one_folder()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "1");
        await using var theLock = new FileStream(
            shell.PathOf("isotherm-demo/.isotherm-demo.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var finished = await shell.RunAsync("demo", "--hours", "1");

        Said.First("Another demo works in ", finished.Failed());
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        using var shell = new Shell();
        shell.Write("file", "x");

        var finished = await shell.RunAsync("demo", "--output", "file");

        Said.Last("is a file: name a folder with --output.", finished.Failed());
    }

    [Theory]
    [InlineData("--hours", "0", "--hours cannot be '0': use a whole number from 1 to 8784.")]
    [InlineData("--seed", "x", "--seed takes a whole number.")]
    [InlineData("--output", "", "--output is empty: name a folder.")]
    [InlineData("--database", "nonsense", "It is neither sqlite:PATH nor a MySQL connection string")]
    public async Task A_wrong_command_line_is_explained(string option, string value, string message)
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync("demo", option, value);

        Said.First(message, finished.Failed(code: 2));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Folder));
    }
}
