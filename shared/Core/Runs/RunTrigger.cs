namespace Isotherm.Core.Runs;

/// <summary>What started a run.</summary>
public enum RunTrigger
{
    /// <summary>A person or a program, without a schedule time that can be trusted.</summary>
    Manual,

    /// <summary>Cloud Scheduler: a retry carries the same schedule time and is the same run.</summary>
    Schedule,
}
