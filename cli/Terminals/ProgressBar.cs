using Spectre.Console;

namespace Isotherm.Cli.Terminals;

/// <summary>Shows on standard error how far long work has come; nothing at all when that is no terminal.</summary>
internal static class ProgressBar
{
    /// <param name="surroundings">Where it is shown.</param>
    /// <param name="task">What is being done, in a word or two.</param>
    /// <param name="total">How much there is, or null when nobody knows.</param>
    /// <param name="work">Is given what to call with each amount that is done, from any thread.</param>
    public static async Task<T> RunAsync<T>(
        Surroundings surroundings, string task, double? total, Func<Action<double>, Task<T>> work)
    {
        if (!surroundings.IsErrorTerminal) return await work(_ => { });
        return await surroundings.ErrorScreen().Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(task), new ProgressTaskSettings { MaxValue = total ?? 1 });
                bar.IsIndeterminate = total is null;
                return await work(bar.Increment);
            });
    }
}
