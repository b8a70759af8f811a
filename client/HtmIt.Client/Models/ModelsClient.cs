using System.Text.Json.Nodes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.ModelService</c>.</summary>
internal sealed class ModelsClient(ModelService.ModelServiceClient stub, Calls calls) : IModelsClient
{
    public IModelHandle this[string name] => new ModelHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public async Task<CreateModelResult> CreateAsync(ModelSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var request = new CreateModelRequest { Spec = spec.ToProto() };
        var response = await calls.CallAsync(stub.CreateModelAsync, request, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToResult(response);
    }

    public IAsyncEnumerable<Model> ListAsync(ListModelsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stub.ListModelsAsync,
            pageToken => new ListModelsRequest
            {
                PageSize = options.PageSize,
                PageToken = pageToken,
                Selector = options.Selector.ToProto(),
            },
            page => (page.Models.Select(ModelMapping.ToModel), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<MonitoredMetric> MonitorAsync(
        MetricSelector selector,
        MonitorOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stub.MonitorMetricsAsync,
            pageToken => new MonitorMetricsRequest
            {
                Selector = selector.ToProto(),
                ModelParams = ModelMapping.ToParams(options.Min, options.Max, options.MinResolution),
                PageSize = options.PageSize,
                PageToken = pageToken,
            },
            page => (page.Results.Select(ToMonitored), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<RestartedModel> RestartAsync(MetricSelector selector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return calls.ListAsync(
            stub.RestartModelsAsync,
            pageToken => new RestartModelsRequest { Selector = selector.ToProto(), PageToken = pageToken },
            page => (page.Results.Select(ToRestarted), page.NextPageToken),
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<ItemResult<CreateModelResult>>> CreateManyAsync(
        IReadOnlyList<ModelSpec> specs,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(specs);
        var request = new BatchCreateModelsRequest
        {
            Requests = { specs.Select(spec => new CreateModelRequest { Spec = spec.ToProto() }) },
        };
        var response = await calls.CallAsync(stub.BatchCreateModelsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Results.Select(one => ItemResults.Of(one.Error, () => ModelMapping.ToResult(one.Response)))];
    }

    public IAsyncEnumerable<JsonObject> ExportAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new ModelExport(stub, calls.Contract, names).RunAsync(cancellationToken);
    }

    public IAsyncEnumerable<ItemResult<CreateModelResult>> ImportAsync(
        IAsyncEnumerable<JsonNode?> models,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(models);
        return new ModelImport(stub, calls.Contract, models).RunAsync(cancellationToken);
    }

    private static RestartedModel ToRestarted(RestartModelResult one) =>
        new(one.Name, ItemResults.Of(one.Error, () => ModelMapping.ToModel(one.Response.Model)));

    private static MonitoredMetric ToMonitored(MonitorMetricResult one) =>
        new(one.Metric, ItemResults.Of(one.Error, () => ModelMapping.ToResult(one.Response)));
}
