using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace HtmIt.Aws.Query;

/// <summary>Settings of a <see cref="QueryClient"/>.</summary>
internal sealed class QueryConfig : ClientConfig, IEndpointProvider
{
    private static readonly DefaultConfigurationProvider Defaults = new([
        new DefaultConfiguration
        {
            Name = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromSeconds(3),
        },
    ]);

    public QueryConfig(QueryService service)
        : base(Defaults)
    {
        Service = service;
        EndpointProvider = this;
    }

    public QueryService Service { get; }

    public override string ServiceVersion => Service.Version;

    public override string RegionEndpointServiceName => Service.SigningName;

    public override string UserAgent => "htmit";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => Resolve();

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => Resolve();

    private Endpoint Resolve() =>
        new(
            string.IsNullOrEmpty(ServiceURL)
                ? $"https://{Service.SigningName}.{RegionEndpoint.SystemName}.{RegionEndpoint.PartitionDnsSuffix}"
                : ServiceURL
        );
}
