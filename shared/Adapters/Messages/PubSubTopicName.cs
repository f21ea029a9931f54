using System.Text.RegularExpressions;

namespace Isotherm.Adapters.Messages;

/// <summary>The full name of a topic of Pub/Sub.</summary>
public sealed partial record PubSubTopicName
{
    private PubSubTopicName(string project, string topic)
    {
        Project = project;
        Topic = topic;
    }

    /// <summary>The id of the project that owns the topic.</summary>
    public string Project { get; }

    /// <summary>The name of the topic within its project.</summary>
    public string Topic { get; }

    /// <summary>
    /// Reads <c>projects/PROJECT/topics/TOPIC</c>, or a topic's own name in the project of this service; null, with
    /// the reason, when the location is neither or the project is not known.
    /// </summary>
    /// <param name="location">What the setting says.</param>
    /// <param name="project">The value of <c>GOOGLE_CLOUD_PROJECT</c>, when it is set.</param>
    /// <param name="refusal">Why there is no name, ready to stand after "cannot be used:".</param>
    public static PubSubTopicName? Parse(string location, string? project, out string? refusal)
    {
        var full = FullName().Match(location);
        var owner = full.Success ? full.Groups["project"].Value : project;
        var topic = full.Success ? full.Groups["topic"].Value : location;
        refusal = Refusal(owner, topic);
        return refusal is null ? new PubSubTopicName(owner!, topic) : null;
    }

    /// <summary><c>projects/PROJECT/topics/TOPIC</c></summary>
    public override string ToString() => $"projects/{Project}/topics/{Topic}";

    private static string? Refusal(string? project, string topic)
    {
        if (!TopicName().IsMatch(topic) || topic.StartsWith("goog", StringComparison.OrdinalIgnoreCase))
        {
            return "write projects/PROJECT/topics/TOPIC or a topic's own name (3 to 255 letters, digits and "
                + "- _ . ~ + %, beginning with a letter and not with goog) for Pub/Sub, push:URL or file:PATH.";
        }

        if (string.IsNullOrEmpty(project))
        {
            return "it names a topic without its project: write projects/PROJECT/topics/TOPIC, "
                + "or set GOOGLE_CLOUD_PROJECT.";
        }

        return ProjectId().IsMatch(project)
            ? null
            : "it lies in a project whose id is none (letters, digits and - . :).";
    }

    [GeneratedRegex(@"^projects/(?<project>[^/]*)/topics/(?<topic>.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.~+%-]{2,254}\z")]
    private static partial Regex TopicName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.:-]{0,99}\z")]
    private static partial Regex ProjectId();
}
