using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>Opens topics by their location.</summary>
public static class Topics
{
    private const string Push = "push:";

    /// <summary>
    /// <c>push:URL</c>: a <see cref="PushBroker"/> in this process that pushes there, for the caller to dispose;
    /// <c>file:PATH</c>: a folder that keeps the messages. Null, with the reason, when the location is neither.
    /// </summary>
    public static ITopic? Open(string location, TimeProvider clock, out string? refusal)
    {
        if (location.StartsWith(Push, StringComparison.Ordinal)) return OpenPush(location, clock, out refusal);
        if (!location.StartsWith(FolderLocation.Scheme, StringComparison.Ordinal))
        {
            refusal = $"'{location}' is neither push:URL nor file:PATH. Pub/Sub arrives with a later version; use "
                + "push:URL, or file:PATH for dead letters.";
            return null;
        }

        var folder = FolderLocation.Open(location, out refusal);
        return folder is null ? null : new FolderTopic(folder, clock);
    }

    private static PushBroker? OpenPush(string location, TimeProvider clock, out string? refusal)
    {
        var isGood = Uri.TryCreate(location[Push.Length..], UriKind.Absolute, out var endpoint)
            && endpoint.Scheme is "http" or "https";
        refusal = isGood ? null : $"'{location}' is not push: and an http or https address.";
        return isGood ? new PushBroker(endpoint!, new PushBrokerOptions(), clock) : null;
    }
}
