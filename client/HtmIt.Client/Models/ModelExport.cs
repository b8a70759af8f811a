using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One export of models. A model with many samples comes in several messages, which become one again.</summary>
internal sealed class ModelExport(ModelService.ModelServiceClient stub, ContractCheck contract, IReadOnlyList<string> names)
{
    public async IAsyncEnumerable<JsonObject> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        var request = new ExportModelsRequest { AsJson = true, Names = { names } };
        using var call = stub.ExportModels(request, cancellationToken: cancellationToken);
        JsonObject? model = null;
        while (await call.ResponseStream.NextAsync(contract.Target, cancellationToken).ConfigureAwait(false) is { } response)
        {
            var part = JsonNode.Parse(response.Json)!.AsObject();
            if (response.Continuation && model is not null)
            {
                Append(model, part);
                continue;
            }

            if (model is not null)
            {
                yield return model;
            }

            model = part;
        }

        if (model is not null)
        {
            yield return model;
        }
    }

    private static void Append(JsonObject model, JsonObject part)
    {
        var (data, further) = (model["data"]!.AsArray(), part["data"]!.AsArray());
        JsonNode?[] rows = [.. further];
        further.Clear();
        foreach (var row in rows)
        {
            data.Add(row);
        }
    }
}
