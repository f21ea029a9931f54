using Isotherm.Hosting;
using Isotherm.Hosting.PushIdentity;

namespace Isotherm.Functions.Tests.PushIdentity;

/// <summary>The variables that switch the check of the pusher on.</summary>
public sealed class PushIdentityOptionsTests
{
    private const string Audience = "PUSH_AUDIENCE=https://aggregate.example/push";
    private const string Account = "PUSH_SERVICE_ACCOUNT=pusher@p.iam.gserviceaccount.com";

    [Theory]
    [InlineData()]
    [InlineData("K_SERVICE=aggregate")]
    [InlineData("PUSH_AUDIENCE=", "PUSH_SERVICE_ACCOUNT=")]
    public void The_check_is_off_by_default(params string[] variables)
    {
        Assert.Null(Bind(variables, out var mistakes));
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Audience_and_account_switch_it_on_with_the_keys_of_google()
    {
        var options = Bind([Audience, Account], out var mistakes);

        Assert.Equal(
            new PushIdentityOptions(
                "https://aggregate.example/push",
                "pusher@p.iam.gserviceaccount.com",
                new Uri("https://www.googleapis.com/oauth2/v3/certs")),
            options);
        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("https://issuer.example/keys")]
    [InlineData("http://127.0.0.1:9000/keys")]
    [InlineData("http://localhost:9000/keys")]
    public void The_keys_may_lie_elsewhere(string address)
    {
        var options = Bind([Audience, Account, "PUSH_KEYS_URL=" + address], out var mistakes);

        Assert.Equal(new Uri(address), options?.KeysAddress);
        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("PUSH_SERVICE_ACCOUNT is not set.", Audience)]
    [InlineData("PUSH_AUDIENCE is not set.", Account)]
    [InlineData("PUSH_SERVICE_ACCOUNT must be", Audience, "PUSH_SERVICE_ACCOUNT=secret")]
    [InlineData("PUSH_SERVICE_ACCOUNT must be", Audience, "PUSH_SERVICE_ACCOUNT=secret@")]
    [InlineData("PUSH_SERVICE_ACCOUNT must be", Audience, "PUSH_SERVICE_ACCOUNT=secret@secret@secret")]
    [InlineData("PUSH_SERVICE_ACCOUNT must be", Audience, "PUSH_SERVICE_ACCOUNT=secret @secret")]
    [InlineData("PUSH_KEYS_URL must be an https address", Audience, Account, "PUSH_KEYS_URL=http://example.com/secret")]
    [InlineData("PUSH_KEYS_URL must be an https address", Audience, Account, "PUSH_KEYS_URL=file:///secret")]
    [InlineData("PUSH_KEYS_URL must be an https address", Audience, Account, "PUSH_KEYS_URL=secret")]
    [InlineData("PUSH_KEYS_URL is set, but PUSH_AUDIENCE is not", "PUSH_KEYS_URL=https://issuer.example/keys")]
    public void A_mistake_names_its_variable_and_never_repeats_the_value(string words, params string[] variables)
    {
        Bind(variables, out var mistakes);

        var mistake = Assert.Single(mistakes);
        Assert.StartsWith(words, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void On_cloud_run_the_check_is_refused_with_what_to_unset()
    {
        Bind([Audience, Account, "K_SERVICE=aggregate"], out var mistakes);

        Assert.Equal(
            "PUSH_AUDIENCE must not be set on Cloud Run: it checks the caller itself (roles/run.invoker) and takes the "
            + "signature off the token, so no push could pass. Unset PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT.",
            Assert.Single(mistakes));
    }

    private static PushIdentityOptions? Bind(string[] variables, out IReadOnlyList<string> mistakes)
    {
        var pairs = variables.Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var settings = new EnvironmentSettings(pairs.GetValueOrDefault);
        var options = PushIdentityOptions.Bind(settings);
        mistakes = settings.Mistakes;
        return options;
    }
}
