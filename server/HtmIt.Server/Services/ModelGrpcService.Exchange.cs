using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>Many models at once: batches, export and import.</content>
internal sealed partial class ModelGrpcService
{
    internal const int LargestBatch = 1_000;

    public override async Task<BatchCreateModelsResponse> BatchCreateModels(BatchCreateModelsRequest request, ServerCallContext context)
    {
        Batch.CheckCount("requests", request.Requests.Count, LargestBatch);
        var results = await Batch.RunTogetherAsync(
            request.Requests,
            ToChecked,
            specs => createModel.ExecuteManyAsync(specs, context.CancellationToken),
            async outcome =>
                outcome.IsRefused
                    ? new CreateModelResult { Error = ItemErrors.ToProto(outcome.Refusal) }
                    : new() { Response = await ToResponseAsync(outcome.Metric, outcome.Created, context) },
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override async Task ExportModels(
        ExportModelsRequest request,
        IServerStreamWriter<ExportModelsResponse> responseStream,
        ServerCallContext context
    )
    {
        Batch.CheckLength("names", request.Names.Count, LargestBatch);
        var ids = request.Names.Select((name, i) => MetricMapping.ToModelId($"names[{i}]", name)).ToArray();
        await stop.RunTransferAsync(
            async token =>
            {
                await foreach (var part in exportModels.ExecuteAsync(ids, token))
                {
                    await responseStream.WriteAsync(ExchangeMapping.ToProto(part, request.AsJson), CancellationToken.None).WaitAsync(token);
                }
            },
            context
        );
    }

    public override Task ImportModels(
        IAsyncStreamReader<ImportModelsRequest> requestStream,
        IServerStreamWriter<ImportModelsResponse> responseStream,
        ServerCallContext context
    )
    {
        var session = new ImportSession(importJson, importModel, (metric, created) => ToResponseAsync(metric, created, context));
        return stop.RunTransferAsync(token => session.RunAsync(requestStream, responseStream, token, context.CancellationToken), context);
    }

    private Core.Specs.ModelSpec ToChecked(CreateModelRequest request, FieldPath at)
    {
        var place = at["spec"].ToString();
        var spec = ModelMapping.ToSpec(request.Spec, place);
        createModel.Check(spec, place);
        return spec;
    }
}
