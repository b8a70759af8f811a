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
    private const int LargestBatch = 1_000;

    public override async Task<BatchCreateModelsResponse> BatchCreateModels(BatchCreateModelsRequest request, ServerCallContext context)
    {
        InstanceMapping.CheckCount("requests", request.Requests.Count, LargestBatch);
        var specs = new List<Core.Specs.ModelSpec>();
        var violations = new List<FieldViolation>();
        for (var i = 0; i < request.Requests.Count; i++)
        {
            try
            {
                var at = $"requests[{i}].spec";
                var spec = ModelMapping.ToSpec(request.Requests[i].Spec, at);
                createModel.Check(spec, at);
                specs.Add(spec);
            }
            catch (DomainException refusal) when (refusal.Violations.Count > 0)
            {
                violations.AddRange(refusal.Violations);
            }
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
        var response = new BatchCreateModelsResponse();
        foreach (var spec in specs)
        {
            var (created, error) = await ItemErrors.CatchAsync(() => CreateAsync(spec, context));
            response.Results.Add(error is null ? new CreateModelResult { Response = created } : new CreateModelResult { Error = error });
        }
        return response;
    }

    public override async Task ExportModels(
        ExportModelsRequest request,
        IServerStreamWriter<ExportModelsResponse> responseStream,
        ServerCallContext context
    )
    {
        if (request.Names.Count > LargestBatch)
        {
            throw DomainErrors.TooLarge("names", request.Names.Count, $"must hold at most {LargestBatch}");
        }
        var ids = request.Names.Select((name, i) => MetricMapping.ToModelId($"names[{i}]", name)).ToArray();
        await UntilStopAsync(
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
        var session = new ImportSession(
            importJson,
            importModel,
            async (metric, created) => new() { Model = await ToProtoAsync(metric, context), Created = created }
        );
        return UntilStopAsync(token => session.RunAsync(requestStream, responseStream, token, context.CancellationToken), context);
    }

    /// <summary>A transfer ends with the server: it has no position, so whoever made it begins again with what is missing.</summary>
    private async Task UntilStopAsync(Func<CancellationToken, Task> transfer, ServerCallContext context)
    {
        using var going = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Begun);
        try
        {
            await transfer(going.Token).WaitAsync(stop.Over);
        }
        catch (OperationCanceledException) when (stop.IsBegun && !context.CancellationToken.IsCancellationRequested)
        {
            throw ServerStop.Ended("ask again for what is missing");
        }
    }
}
