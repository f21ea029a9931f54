using System.Text;
using System.Text.Json;
using CsCheck;
using Isotherm.Hosting.Logs;
using Microsoft.Extensions.Logging;

namespace Isotherm.Functions.Tests.Logs;

/// <summary>Whatever is logged, a line stays one line, JSON, and within what Cloud Logging takes.</summary>
public sealed partial class HostileLines : JsonLogTest
{
    private const int MostBytes = 256 * 1024;

    /// <summary>A trace needs no project to be found by.</summary>
    protected override string? Project => null;

    [Theory]
    [InlineData("a\nb\r\nc\u2028d\u2029e\u0085f\0g")]
    [InlineData("\"},{\"severity\":\"EMERGENCY\"")]
    [InlineData("\\u0022\\")]
    [InlineData("é 😀 \uFEFF")]
    public void A_text_comes_back_as_it_was(string text)
    {
        Said(Log, text);

        Assert.Equal(text, TheLine().GetProperty("what").GetString());
        Assert.Equal("It said " + text, TheLine().GetProperty("message").GetString());
        Assert.Equal(1, Written().Count(letter => letter == (byte)'\n'));
    }

    [Theory]
    [InlineData("a#b", 0xD800, "a\uFFFDb")]
    [InlineData("#", 0xDC00, "\uFFFD")]
    [InlineData("a#", 0xD83D, "a\uFFFD")]
    public void Half_of_a_character_is_replaced(string text, int half, string shown)
    {
        Said(Log, text.Replace('#', (char)half));

        Assert.Equal(shown, TheLine().GetProperty("what").GetString());
    }

    [Fact]
    public void Random_text_never_breaks_a_line() => Gen.String[Gen.Char, 0, 200].Array[0, 6].Sample(values =>
    {
        using var output = new MemoryStream();
        using var log = new JsonLog(output, values.FirstOrDefault(), Clock);
        var fields = values.Select((value, i) => new KeyValuePair<string, object?>(value + i, value)).ToArray();

        var all = string.Concat(values);
        log.CreateLogger(all).Log(LogLevel.Error, default, fields, null, (_, _) => all);

        var line = output.ToArray();
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
    });

    [Theory]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData("\"")]
    [InlineData("😀")]
    [InlineData("#")]
    public void Huge_values_are_cut_so_that_Cloud_Logging_takes_the_line(string piece)
    {
        var huge = new StringBuilder().Insert(0, piece, 300_000).Replace('#', '\uD800').ToString();
        var fields = Enumerable.Range(0, 100)
            .Select(i => new KeyValuePair<string, object?>($"{i}{huge}", huge)).ToArray();

        Log.Log(LogLevel.Error, new EventId(1, huge), fields, new InvalidOperationException(huge), (_, _) => huge);

        Assert.InRange(Written().Length, 10_000, MostBytes);
        var message = TheLine().GetProperty("message").GetString()!;
        Assert.EndsWith("...", message, StringComparison.Ordinal);
        Assert.StartsWith(piece == "#" ? "\uFFFD" : piece, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_throws_when_it_is_shown_is_named_and_the_line_is_written()
    {
        var fields = new KeyValuePair<string, object?>[] { new("bad", new Unshowable()), new("good", 1) };

        Log.Log<KeyValuePair<string, object?>[]>(
            LogLevel.Error, default, fields, new UnshowableException(), (_, _) => throw new FormatException("No."));

        var line = TheLine();
        Assert.Equal("(cannot be shown: FormatException)", line.GetProperty("message").GetString());
        Assert.Equal("(cannot be shown: NotSupportedException)", line.GetProperty("bad").GetString());
        Assert.Equal("(cannot be shown: NotSupportedException)", line.GetProperty("stack_trace").GetString());
        Assert.Equal(1, line.GetProperty("good").GetInt32());
    }

    [Fact]
    public void A_value_of_a_reserved_name_or_of_a_name_used_before_gets_another_name()
    {
        var names = new[] { "Severity", "Message", "Time", "StackTrace", "Run", "run" };
        var fields = names.Select(name => new KeyValuePair<string, object?>(name, name)).ToArray();

        Log.Log(LogLevel.Information, default, fields, null, (_, _) => "Said");

        var line = TheLine();
        Assert.Equal(("INFO", "Severity"), (Text("severity"), Text("severity_")));
        Assert.Equal(("Said", "Message", "Time"), (Text("message"), Text("message_"), Text("time_")));
        Assert.Equal(("Run", "run", "StackTrace"), (Text("run"), Text("run_"), Text("stack_trace_")));
        string? Text(string name) => line.GetProperty(name).GetString();
    }

    [Fact]
    public void Numbers_that_JSON_does_not_know_are_text()
    {
        var fields = new KeyValuePair<string, object?>[] { new("a", double.NaN), new("b", double.PositiveInfinity) };

        Log.Log(LogLevel.Information, default, fields, null, (_, _) => "");

        Assert.Equal("NaN", TheLine().GetProperty("a").GetString());
        Assert.Equal("Infinity", TheLine().GetProperty("b").GetString());
    }

    [Fact]
    public async Task Lines_of_many_writers_never_mix()
    {
        const int writers = 8;
        const int each = 200;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            var text = new string((char)('a' + writer), 3000);
            for (var i = 0; i < each; i++) Said(Log, text);
        })));

        var lines = Lines();
        Assert.Equal(writers * each, lines.Count);
        Assert.All(lines, line => Assert.Single(line.GetProperty("what").GetString()!.Distinct()));
    }

    [Fact]
    public void A_reader_that_is_gone_does_not_end_the_work()
    {
        using var gone = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        using var log = new JsonLog(gone, project: null, Clock);

        Said(log.CreateLogger("Isotherm"), "anything");

        Assert.Throws<IOException>(() => gone.Write("x"u8));
    }

    [LoggerMessage(1, LogLevel.Warning, "It said {What}")]
    private static partial void Said(ILogger log, string what);

    private sealed class Unshowable
    {
        public override string ToString() => throw new NotSupportedException();
    }

    private sealed class UnshowableException : InvalidOperationException
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
