using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.V1;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>The calls that move everything.</summary>
internal static class ExchangeCalls
{
    /// <summary>Through the JSON that files have.</summary>
    public static async Task<List<ExportedItem>> ExportAsync(GrpcChannel channel, CancellationToken cancellationToken, string after = "")
    {
        var exchange = new ExchangeService.ExchangeServiceClient(channel);
        using var call = exchange.ExportAll(new() { AfterMetric = after }, cancellationToken: cancellationToken);
        var items = await call
            .ResponseStream.ReadAllAsync(cancellationToken)
            .Select(response => response.Item)
            .ToListAsync(cancellationToken);
        return items.ConvertAll(item => JsonParser.Default.Parse<ExportedItem>(JsonFormatter.Default.Format(item)));
    }

    public static async Task<List<ImportAllResponse>> ImportAsync(
        GrpcChannel channel,
        IEnumerable<ExportedItem> items,
        CancellationToken cancellationToken,
        bool validateOnly = false
    )
    {
        var exchange = new ExchangeService.ExchangeServiceClient(channel);
        using var call = exchange.ImportAll(cancellationToken: cancellationToken);
        var reading = call.ResponseStream.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var item in items)
        {
            await call.RequestStream.WriteAsync(new() { Item = item, ValidateOnly = validateOnly }, cancellationToken);
        }
        await call.RequestStream.CompleteAsync();
        return await reading;
    }
}
