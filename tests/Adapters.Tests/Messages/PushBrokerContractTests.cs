using System.Globalization;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class PushBrokerContractTests : TopicContract, IAsyncLifetime
{
    private PushTarget? _target;
    private PushBroker? _broker;

    protected override ITopic Topic => _broker!.Topic;

    public async ValueTask InitializeAsync()
    {
        _target = await PushTarget.StartAsync(_ => 204);
        _broker = new PushBroker(_target.Address, new PushBrokerOptions(), Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _broker!.DisposeAsync();
        await _target!.DisposeAsync();
    }

    protected override async Task<IReadOnlyList<TakenMessage>> TakenAsync()
    {
        await _broker!.IdleAsync(Cancellation);
        return
        [
            .. _target!.Rest()
                .Select(push => new TakenMessage(push.MessageId, TimeOf(push), push.Body, push.Attributes)),
        ];
    }

    private static DateTimeOffset TimeOf(ReceivedPush push) => DateTimeOffset.Parse(
        push.Json.GetProperty("message").GetProperty("publishTime").GetString()!, CultureInfo.InvariantCulture);
}
