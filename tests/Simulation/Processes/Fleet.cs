using System.Globalization;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Processes;

/// <summary>The instances of one function: requests go to any of them, new ones are started and old ones die.</summary>
internal sealed class Fleet(Wire wire, Draws draws, string name, Func<Process, TimeProvider, Instance> start)
{
    /// <summary>
    /// Requests at once in one instance, as deployed: no more than the parts that an instance reads at once.
    /// </summary>
    private const int Concurrency = 4;

    private const int MostInstances = 3;

    private readonly List<Instance> _instances = [];
    private int _started;

    public Task<int?> SendAsync(HttpContext context)
    {
        var instance = Pick();
        if (wire.Faults.Happens(Mishap.Killed)) EndLater(instance.Process.Kill);
        if (wire.Faults.Happens(Mishap.Terminated)) EndLater(instance.Terminate);
        return instance.SendAsync(context);
    }

    /// <summary>A new revision: what runs now is ended, and requests go to instances that start from now on.</summary>
    public void Renew()
    {
        foreach (var instance in _instances) EndLater(instance.Terminate);
    }

    private void EndLater(Action end) =>
        wire.Loop.AddAt(wire.Loop.World, draws.Time(TimeSpan.FromSeconds(1)), _ => end(), null);

    private Instance Pick()
    {
        _instances.RemoveAll(instance => !instance.Process.IsAlive);
        Instance[] free = [.. _instances.Where(instance => !instance.IsEnding && instance.Open < Concurrency)];
        var number = draws.Below(MostInstances);
        if (number < free.Length) return free[number];
        if (free.Length > 0 && _instances.Count >= MostInstances) return free[0];
        var process = new Process(
            wire.Loop, string.Create(CultureInfo.InvariantCulture, $"{name}-{++_started}"));
        var skew = wire.Faults.Happens(Mishap.ClockSkewed)
            ? draws.Time(TimeSpan.FromSeconds(4)) - TimeSpan.FromSeconds(2) : TimeSpan.Zero;
        var instance = start(process, new VirtualClock(wire.Loop, process, skew));
        _instances.Add(instance);
        return instance;
    }
}
