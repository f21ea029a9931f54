using System.Diagnostics;
using System.Net.Sockets;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Starts;

/// <summary>Starts a process, asks until it answers, weighs it and ends it.</summary>
internal sealed class StartTimer : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    public async Task<StartFigures> TimeAsync(Contestant contestant, int round)
    {
        var port = LoopbackPort.Free();
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(contestant.Start(port))!;
        _ = process.StandardOutput.ReadToEndAsync();
        await AskAsync(contestant, round, new Uri($"http://127.0.0.1:{port}/"), process);
        var took = Stopwatch.GetElapsedTime(begin);
        var status = await File.ReadAllLinesAsync($"/proc/{process.Id}/status");
        process.Kill();
        await process.WaitForExitAsync();
        return new StartFigures(took.TotalMilliseconds, MiB(status, "VmRSS:"), MiB(status, "VmHWM:"));
    }

    public void Dispose() => _http.Dispose();

    private async Task AskAsync(Contestant contestant, int round, Uri address, Process process)
    {
        while (!process.HasExited)
        {
            try
            {
                using var request = contestant.Request(round);
                request.RequestUri = address;
                using var response = await _http.SendAsync(request);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException early) when (early.InnerException is SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        }

        throw new InvalidOperationException($"{contestant.Program} ended before it answered.");
    }

    private static double MiB(string[] status, string name) =>
        ProcessStatus.MiB(status, name) ?? throw new InvalidOperationException($"The status has no {name}");
}
