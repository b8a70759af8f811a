namespace HtmIt.Client;

/// <summary>Shorter forms of calls.</summary>
public static class ExchangeClientExtensions
{
    /// <summary>Exports everything, from the start.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IAsyncEnumerable<string> ExportAllAsync(this IExchangeClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.ExportAllAsync("", cancellationToken);
    }
}
