using Isotherm.Adapters.Messages;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class PushBrokerOptionsTests
{
    private static readonly Uri Endpoint = new("http://127.0.0.1:1/");

    public static TheoryData<string, PushBrokerOptions> Mistakes => new()
    {
        { "Subscription", new PushBrokerOptions { Subscription = "aggregate" } },
        { "Subscription", new PushBrokerOptions { Subscription = "projects//subscriptions/s" } },
        { "Subscription", new PushBrokerOptions { Subscription = "projects/p/subscriptions/" } },
        { "AckDeadline", new PushBrokerOptions { AckDeadline = TimeSpan.Zero } },
        { "AckDeadline", new PushBrokerOptions { AckDeadline = TimeSpan.FromSeconds(601) } },
        { "MinBackoff", new PushBrokerOptions { MinBackoff = TimeSpan.Zero } },
        { "MinBackoff", new PushBrokerOptions { MinBackoff = TimeSpan.FromHours(1) } },
        { "MaxBackoff", new PushBrokerOptions { MaxBackoff = TimeSpan.FromMilliseconds(249) } },
        { "MaxBackoff", new PushBrokerOptions { MaxBackoff = TimeSpan.FromSeconds(601) } },
        { "MaxDeliveryAttempts", new PushBrokerOptions { MaxDeliveryAttempts = 0 } },
        { "MaxDeliveryAttempts", new PushBrokerOptions { MaxDeliveryAttempts = 101 } },
        { "MaxOutstanding", new PushBrokerOptions { MaxOutstanding = 0 } },
        { "MaxOutstanding", new PushBrokerOptions { MaxOutstanding = 1001 } },
        { "DuplicateShare", new PushBrokerOptions { DuplicateShare = -0.1 } },
        { "DuplicateShare", new PushBrokerOptions { DuplicateShare = double.NaN } },
        { "ReorderWindow", new PushBrokerOptions { ReorderWindow = -1 } },
        { "ReorderWindow", new PushBrokerOptions { ReorderWindow = 1001 } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_by_its_name(string name, PushBrokerOptions options)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PushBroker(Endpoint, options, TimeProvider.System));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_together()
    {
        var options = new PushBrokerOptions { Subscription = "", MaxOutstanding = 0, DuplicateShare = 2 };

        var refusal = Assert.Throws<ArgumentException>(() => new PushBroker(Endpoint, options, TimeProvider.System));

        Assert.Contains("Subscription", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MaxOutstanding", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DuplicateShare", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("ftp://127.0.0.1/")]
    public void An_endpoint_is_an_http_address(string address)
    {
        var endpoint = new Uri(address, UriKind.RelativeOrAbsolute);
        Assert.Throws<ArgumentException>(() => new PushBroker(endpoint, new PushBrokerOptions(), TimeProvider.System));
    }
}
