namespace Isotherm.Hosting;

/// <summary>The data of the event <c>google.cloud.pubsub.topic.v1.messagePublished</c>.</summary>
/// <param name="Message">The message.</param>
/// <param name="Subscription">The subscription that delivers it, or empty when the sender does not say.</param>
/// <param name="DeliveryAttempt">Counts from 1; 0 when the subscription has no dead-letter policy.</param>
public sealed record MessagePublishedData(PubsubMessage Message, string Subscription, int DeliveryAttempt);
