using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>What became of a notification on its way.</summary>
internal static class DeliveryText
{
    public static string Of(IEnumerable<Delivery> deliveries) => string.Join("; ", deliveries.Select(Of));

    private static string Of(Delivery delivery)
    {
        var channel = delivery.Channel.ToString().ToLowerInvariant();
        return delivery.State switch
        {
            DeliveryState.Sent => $"{channel} sent",
            DeliveryState.GivenUp => $"{channel} given up: {delivery.LastError}",
            _ when delivery.LastError.Length > 0 => $"{channel} fails, {delivery.AttemptCount} tries: {delivery.LastError}",
            _ => $"{channel} waits",
        };
    }
}
