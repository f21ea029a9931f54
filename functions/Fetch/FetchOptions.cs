using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Hosting;

namespace Isotherm.Fetch;

/// <summary>What fetch calls and how it cuts time. Immutable.</summary>
/// <param name="SensorApi">The API and the limits of a call.</param>
/// <param name="SlotLength">What a run covers.</param>
public sealed record FetchOptions(SensorApiOptions SensorApi, SlotLength SlotLength)
{
    private const string DeadlineVariable = "SENSOR_API_DEADLINE_SECONDS";
    private const int MostDeadlineSeconds = 540;

    /// <summary>
    /// What the work on one request may take beyond the call of the API. Each step can be slow up to its own limit
    /// without an answer of the API being thrown away: looking for the manifest, finishing the upload, committing the
    /// manifest; then the messages.
    /// </summary>
    public static readonly TimeSpan Keeping = (3 * CloudStorageOptions.DefaultDeadline) + PubSubRetry.DefaultDeadline;

    /// <summary>How large one part of a run may be.</summary>
    public PartLimits PartLimits { get; init; } = PartLimits.Default;

    /// <summary>The work on one request is ended after this.</summary>
    public TimeSpan WorkTimeout => SensorApi.Deadline + Keeping;

    /// <summary>Reads the variables of the sensor API and of the slot; mistakes are noted in the settings.</summary>
    public static FetchOptions Bind(EnvironmentSettings settings)
    {
        var deadline = (int)SensorApiOptions.DefaultDeadline.TotalSeconds;
        var api = new SensorApiOptions
        {
            Url = Url(settings),
            Key = Key(settings),
            Deadline = TimeSpan.FromSeconds(settings.Whole(DeadlineVariable, deadline, 1, MostDeadlineSeconds)),
            MaxBytes = settings.Whole(
                "SENSOR_API_MAX_BYTES", SensorApiOptions.DefaultMaxBytes, 1, SensorApiOptions.MostMaxBytes),
            Tries = settings.Whole("SENSOR_API_TRIES", SensorApiOptions.DefaultTries, 1, 10),
        };
        var minutes = settings.Whole("SLOT_MINUTES", 60, 1, 60);
        if (!SlotLength.TryCreate(minutes, out var length)) settings.Refuse("SLOT_MINUTES", "must divide 60.");
        var options = new FetchOptions(api, length);
        DeadlineChain.Around(options.WorkTimeout).Check(settings, DeadlineVariable);
        return options;
    }

    private static Uri Url(EnvironmentSettings settings)
    {
        const string name = "SENSOR_API_URL";
        var nowhere = new Uri("http://127.0.0.1/");
        var text = settings.Required(name);
        if (text.Length == 0) return nowhere;
        var good = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        if (!good) settings.Refuse(name, "must be an absolute http or https address.");
        return good ? url! : nowhere;
    }

    private static string Key(EnvironmentSettings settings)
    {
        const string name = "SENSOR_API_KEY";
        var key = settings.Required(name);
        if (key.Length > 0 && !SensorApiOptions.IsKey(key))
        {
            settings.Refuse(name, "holds what cannot stand in a header (a space, or a line end behind the secret?).");
        }

        return key;
    }
}
