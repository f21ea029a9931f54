namespace Isotherm.Hosting.Events;

/// <summary>How a message of Pub/Sub is wrapped in a request.</summary>
internal enum EventForm
{
    /// <summary>The body that a push subscription sends.</summary>
    RawPush,

    /// <summary>A CloudEvent whose attributes stand in headers.</summary>
    Binary,

    /// <summary>A CloudEvent that is one JSON document.</summary>
    Structured,
}
