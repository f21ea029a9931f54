namespace Isotherm.Hosting.Logs;

/// <summary>Who reads the log lines of a process.</summary>
public enum LogFormat
{
    /// <summary>A person at a terminal.</summary>
    Text,

    /// <summary>Cloud Logging.</summary>
    Json,
}
