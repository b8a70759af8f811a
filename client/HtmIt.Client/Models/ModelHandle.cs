using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.ModelService</c> about one model.</summary>
internal sealed class ModelHandle(ModelService.ModelServiceClient stub, Calls calls, string name) : IModelHandle
{
    public string Name => name;

    public async Task<Model> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetModelRequest { Name = name };
        var response = await calls.CallAsync(stub.GetModelAsync, request, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToModel(response.Model);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteModelAsync, new DeleteModelRequest { Name = name }, cancellationToken);

    public async Task<Model> RestartAsync(RestartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new RestartModelRequest { Name = name };
        if (ModelMapping.ToParams(options.Min, options.Max, options.MinResolution) is { } modelParams)
        {
            request.ModelParams = modelParams;
        }

        if (options.ExpectedGeneration is { } generation)
        {
            request.ExpectedGeneration = generation;
        }

        var response = await calls.CallAsync(stub.RestartModelAsync, request, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToModel(response.Model);
    }
}
