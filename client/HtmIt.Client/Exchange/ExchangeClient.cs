using System.Runtime.CompilerServices;
using Google.Protobuf;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Exports and imports of everything.</summary>
internal sealed class ExchangeClient(ExchangeService.ExchangeServiceClient stub, ContractCheck contract) : IExchangeClient
{
    public async IAsyncEnumerable<string> ExportAllAsync(string afterMetric, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(afterMetric);
        await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        using var call = stub.ExportAll(new ExportAllRequest { AfterMetric = afterMetric }, cancellationToken: cancellationToken);
        while (await call.ResponseStream.NextAsync(contract.Target, cancellationToken).ConfigureAwait(false) is { } response)
        {
            yield return JsonFormatter.Default.Format(response.Item);
        }
    }

    public async IAsyncEnumerable<ImportedItem> ImportAllAsync(
        IAsyncEnumerable<string> items,
        bool validateOnly,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = stub.ImportAll(cancellationToken: stop.Token);
        var sending = RequestSending.RunAsync(call.RequestStream, ToRequestsAsync(items, validateOnly, stop.Token), stop);
        try
        {
            while (
                await RequestSending.NextAsync(call.ResponseStream, contract.Target, sending, stop, cancellationToken).ConfigureAwait(false)
                    is { } response
            )
            {
                yield return new ImportedItem(response.Source, ItemResults.Of(response.Error, () => ToState(response.Response)));
            }

            await sending.ConfigureAwait(false);
        }
        finally
        {
            // Who reads no further, or cannot, sends no further either.
            await stop.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async IAsyncEnumerable<ImportAllRequest> ToRequestsAsync(
        IAsyncEnumerable<string> items,
        bool validateOnly,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new ImportAllRequest { Item = Parse(item), ValidateOnly = validateOnly };
        }
    }

    private static ExportedItem Parse(string json)
    {
        try
        {
            return JsonParser.Default.Parse<ExportedItem>(json);
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or InvalidJsonException)
        {
            // What the reader of JSON says quotes the text, which may be a whole file, and names its own types.
            throw new FormatException("It is no JSON document of an exported item.", fault);
        }
    }

    private static ImportedState ToState(V1.ImportedItem item) =>
        new(item.Name, item.Created, item.StoredRowCount, item.WebhookSecretMissing);
}
