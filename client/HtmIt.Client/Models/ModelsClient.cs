using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.ModelService</c>.</summary>
internal sealed partial class ModelsClient(ModelService.ModelServiceClient stub, Calls calls) : IModelsClient
{
    public async Task<CreateModelResult> CreateAsync(ModelSpec spec, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var request = new CreateModelRequest { Spec = ModelMapping.ToSpec(spec) };
        var response = await calls.CallAsync(stub.CreateModelAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToResult(response);
    }

    public async Task<Model> GetAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetModelRequest { Name = name };
        var response = await calls.CallAsync(stub.GetModelAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToModel(response.Model);
    }

    public IAsyncEnumerable<Model> ListAsync(ListModelsOptions? options, CancellationToken cancellationToken)
    {
        options ??= new ListModelsOptions();
        return Calls.PagesAsync<Model>(
            async (pageToken, token) =>
            {
                var request = ModelMapping.ToListRequest(options, pageToken);
                var page = await calls.CallAsync(stub.ListModelsAsync, request, options, token).ConfigureAwait(false);
                return (page.Models.Select(ModelMapping.ToModel), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public Task DeleteAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return calls.CallAsync(stub.DeleteModelAsync, new DeleteModelRequest { Name = name }, options, cancellationToken);
    }

    public async Task<Model> RestartAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new RestartModelRequest { Name = name };
        var response = await calls.CallAsync(stub.RestartModelAsync, request, options, cancellationToken).ConfigureAwait(false);
        return ModelMapping.ToModel(response.Model);
    }
}
