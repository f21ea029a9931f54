using System.Net;
using System.Net.Sockets;
using System.Text;
using Isotherm.Core.Failures;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// Takes the calls of the tools that lie first on the path of the scripts: real programs, which hand what they are
/// called with to this test and do as it says.
/// </summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, IReadOnlyList<string>, ToolAnswer> _run;
    private readonly Faults _faults;
    private readonly Task _serving;

    public ToolServer(Faults faults, Func<string, string, IReadOnlyList<string>, ToolAnswer> run)
    {
        _faults = faults;
        _run = run;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Every call, with all its arguments.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The same, word by word.</summary>
    public List<(string Tool, string[] Words)> Words { get; } = [];

    /// <summary>Writes the tools into a folder. What is not ours, like curl, is only noted, and then runs.</summary>
    public void WriteTools(string folder, IEnumerable<string> ours, IReadOnlyDictionary<string, string> real)
    {
        foreach (var tool in ours) Write(folder, tool, "printf '%s' \"$out\"\nexit \"$code\"");
        foreach (var (tool, path) in real) Write(folder, tool, $"exec '{path}' \"$@\"");
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private void Write(string folder, string tool, string end)
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var path = Path.Combine(folder, tool);
        File.WriteAllText(path, $"""
            #!/usr/bin/env bash
            # Hands the call to the test that made this file.
            exec 3<>/dev/tcp/127.0.0.1/{port}
            printf '%s\0' {tool} "$PWD" "$#" "$@" >&3
            IFS= read -r -d '' code <&3
            IFS= read -r -d '' err <&3
            IFS= read -r -d '' out <&3
            exec 3>&-
            printf '%s' "$err" >&2
            {end}

            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var reader = new StreamReader(stream, new UTF8Encoding(false));
        var tool = await FieldAsync(reader);
        var folder = await FieldAsync(reader);
        if (!int.TryParse(await FieldAsync(reader), out var count)) return; // a tool that was ended before it had asked
        var words = new string[count];
        for (var i = 0; i < words.Length; i++) words[i] = await FieldAsync(reader);
        Calls.Add($"{tool} {string.Join(' ', words)}");
        Words.Add((tool, words));
        ToolAnswer answer;
        try
        {
            answer = tool == "curl"
                ? ToolAnswer.Done
                : _faults.Around(tool, string.Join(' ', words), () => _run(tool, folder, words));
        }
        catch (TransientException e)
        {
            answer = ToolAnswer.Fail(e.Message);
        }

        var bytes = Encoding.UTF8.GetBytes($"{answer.Code}\0{answer.Errors}\0{answer.Output}\0");
        await stream.WriteAsync(bytes);
    }

    private static async Task<string> FieldAsync(StreamReader reader)
    {
        var field = new StringBuilder();
        var letter = new char[1];
        while (await reader.ReadAsync(letter) == 1 && letter[0] != '\0') field.Append(letter[0]);
        return field.ToString();
    }
}
