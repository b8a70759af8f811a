using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One import of models: sends them while it reads their results.</summary>
internal sealed class ModelImport(ModelService.ModelServiceClient stub, ContractCheck contract, IAsyncEnumerable<JsonNode?> models)
{
    // The server takes messages of 4 MiB; a pair of value and time has less than 60 bytes.
    private const int SamplesPerMessage = 10_000;

    public async IAsyncEnumerable<ItemResult<CreateModelResult>> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = stub.ImportModels(cancellationToken: stop.Token);
        var sending = RequestSending.RunAsync(call.RequestStream, SplitAsync(stop.Token), stop);
        try
        {
            while (
                await RequestSending.NextAsync(call.ResponseStream, contract.Target, sending, stop, cancellationToken).ConfigureAwait(false)
                    is { } response
            )
            {
                yield return ItemResults.Of(response.Error, () => ModelMapping.ToResult(response.Response));
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

    private async IAsyncEnumerable<ImportModelsRequest> SplitAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var model in models.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var request in Split(model))
            {
                yield return request;
            }
        }
    }

    /// <summary>A model as one message, or as several when it has many samples.</summary>
    private static IEnumerable<ImportModelsRequest> Split(JsonNode? model)
    {
        if (model is not JsonObject json || DataOf(json) is not { Count: > SamplesPerMessage } data)
        {
            yield return new ImportModelsRequest { Json = model?.ToJsonString() ?? "null" };
            yield break;
        }

        var first = new JsonObject();
        foreach (var (name, value) in json.Where(field => field.Key != "data"))
        {
            first[name] = value?.DeepClone();
        }

        foreach (var (rows, i) in data.Chunk(SamplesPerMessage).Select((rows, i) => (rows, i)))
        {
            var part = i == 0 ? first : [];
            part["data"] = new JsonArray([.. rows.Select(row => row?.DeepClone())]);
            yield return new ImportModelsRequest { Json = part.ToJsonString(), Continuation = i > 0 };
        }
    }

    private static JsonArray? DataOf(JsonObject json)
    {
        try
        {
            return json["data"] as JsonArray;
        }
        catch (ArgumentException)
        {
            // A property stands there twice. The server refuses the model for it, and the others go on.
            return null;
        }
    }
}
