using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace HtmIt.Aws.Query;

/// <summary>A thin client of any service that speaks the Query protocol, or JSON. The SDK's pipeline finds credentials, signs and sends; the form and
/// the XML are ours. Stands in for packages that cannot be had everywhere.</summary>
internal sealed class QueryClient(AWSCredentials? credentials, QueryConfig config) : AmazonServiceClient(credentials, config)
{
    public QueryService Service { get; } = config.Service;

    // The base class asks for it before the fields of this one are set.
    protected override IServiceMetadata ServiceMetadata => field ??= new QueryMetadata(((QueryConfig)Config).Service.Name);

    /// <param name="read">Reads the answer, from its start.</param>
    public async Task<T> SendAsync<T>(QueryForm form, Func<XmlReader, T> read, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new QueryMarshaller(Service),
            ResponseUnmarshaller = new QueryUnmarshaller<T>(read),
        };
        return (await InvokeAsync<QueryResponse<T>>(form, options, cancellationToken)).Value;
    }

    /// <param name="read">Reads the answer.</param>
    public async Task<T> SendAsync<T>(JsonRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new JsonMarshaller(Service),
            ResponseUnmarshaller = new JsonUnmarshaller<T>(read),
        };
        return (await InvokeAsync<QueryResponse<T>>(request, options, cancellationToken)).Value;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new QueryEndpointResolver());
        pipeline.AddHandlerAfter<QueryEndpointResolver>(new QueryAuthResolver());
    }

    private sealed class QueryMetadata(string name) : IServiceMetadata
    {
        public string ServiceId => name;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
