using Isotherm.Hosting;

namespace Isotherm.Functions.Tests.Hosting;

public sealed class SettingsOfTheEnvironment
{
    [Fact]
    public void All_mistakes_are_gathered_by_the_name_of_their_variable_and_no_value_is_repeated()
    {
        var settings = Settings(("TRIES", "secret"), ("PORT", "99999"), ("EMPTY", ""));

        settings.Required("URL");
        settings.Required("EMPTY");
        settings.Whole("TRIES", 3, 1, 10);
        settings.Whole("PORT", 8080, 0, 65535);

        Assert.Equal(
            [
                "URL is not set.",
                "EMPTY is not set.",
                "TRIES must be a whole number from 1 to 10.",
                "PORT must be a whole number from 0 to 65535.",
            ],
            settings.Mistakes);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("10")]
    public void A_whole_number_within_its_bounds_is_taken(string value)
    {
        var settings = Settings(("TRIES", value));

        Assert.Equal(int.Parse(value, null), settings.Whole("TRIES", 3, 1, 10));
        Assert.Empty(settings.Mistakes);
    }

    [Fact]
    public void A_whole_number_may_be_larger_than_an_int()
    {
        var settings = Settings(("BYTES", "17179869184"));

        Assert.Equal(16L << 30, settings.Whole("BYTES", 1, 1, 16L << 30));
        Assert.Empty(settings.Mistakes);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData(" 5")]
    [InlineData("1,000")]
    [InlineData("99999999999999999999")]
    public void A_number_that_is_not_one_within_its_bounds_is_a_mistake(string value)
    {
        var settings = Settings(("TRIES", value));

        settings.Whole("TRIES", 3, 1, 10);

        Assert.Single(settings.Mistakes);
    }

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        var settings = Settings();

        Assert.Equal(3, settings.Whole("TRIES", 3, 1, 10));
        Assert.Equal("x", settings.Optional("NAME", "x"));
        Assert.Equal(8080, FunctionHostOptions.Bind(settings, TimeSpan.FromSeconds(1)).Port);
        Assert.Empty(settings.Mistakes);
    }

    [Theory]
    [InlineData("K_SERVICE", "fetch", true)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "true", true)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "1", true)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "false", false)]
    [InlineData("OTHER", "true", false)]
    public void It_listens_on_all_addresses_only_in_a_container(string name, string value, bool onAll) =>
        Assert.Equal(onAll, FunctionHostOptions.Bind(Settings((name, value)), TimeSpan.FromSeconds(1)).OnAllAddresses);

    private static EnvironmentSettings Settings(params (string Name, string Value)[] variables)
    {
        var values = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new EnvironmentSettings(name => values.GetValueOrDefault(name));
    }
}
