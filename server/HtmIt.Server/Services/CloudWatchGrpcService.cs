using Google.Protobuf;
using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.CloudWatchService</c>.</summary>
internal sealed class CloudWatchGrpcService(
    IAwsRegions regions,
    Discovery discovery,
    Core.Collecting.CollectionStatistics statistics,
    EstimateCost estimate
) : CloudWatchService.CloudWatchServiceBase
{
    private const int MostSpecs = 1_000;

    /// <summary>Filters of dimensions that ListMetrics takes.</summary>
    private const int MostDimensions = 10;

    public override Task<ListRegionsResponse> ListRegions(ListRegionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRegionsResponse { Regions = { regions.All.Select(CloudWatchMapping.ToProto) } });

    public override Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) =>
        Task.FromResult(
            new ListAccountsResponse { Accounts = { regions.Accounts.Select(account => new CloudWatchAccount { Account = account }) } }
        );

    public override Task<ListNamespacesResponse> ListNamespaces(ListNamespacesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListNamespacesResponse { Namespaces = { CloudWatchMapping.Namespaces } });

    public override Task<GetNamespaceResponse> GetNamespace(GetNamespaceRequest request, ServerCallContext context) =>
        Task.FromResult(new GetNamespaceResponse { Namespace = CloudWatchMapping.ToNamespace(request.Namespace) });

    public override async Task<GetCollectionStatisticsResponse> GetCollectionStatistics(
        GetCollectionStatisticsRequest request,
        ServerCallContext context
    )
    {
        var shards = await statistics.ReadAsync(context.CancellationToken);
        return new()
        {
            Shards = { shards.Select(one => CloudWatchMapping.ToProto(one.Scope, one.State)) },
            EstimatedMonthlyDollars = shards.Sum(one => one.State.MonthlyDollars),
        };
    }

    public override async Task<EstimateCollectionCostResponse> EstimateCollectionCost(
        EstimateCollectionCostRequest request,
        ServerCallContext context
    )
    {
        Batch.CheckCount("specs", request.Specs.Count, MostSpecs);
        var specs = Batch.Read("specs", request.Specs, ToChecked);
        var cost = await estimate.ExecuteAsync(specs, context.CancellationToken);
        return new()
        {
            NewMetricCount = cost.NewMetrics,
            MonthlyRequestedMetricCount = cost.MonthlyRequests,
            MonthlyDollars = cost.MonthlyDollars,
            MaxMonthlyDollars = cost.MaxMonthlyDollars,
        };
    }

    public override async Task<ListAwsResourcesResponse> ListAwsResources(ListAwsResourcesRequest request, ServerCallContext context)
    {
        var query = new DiscoveryQuery(new(request.Account, request.Region))
        {
            Type = ToType(request),
            Tags = TagFilterMapping.ToTags("tag_filters", request.TagFilters),
        };
        var identity = Identity(request.Clone(), one => (one.PageSize, one.PageToken) = (0, ""));
        var page = new Page<DiscoveryKey>(request.PageSize, request.PageToken, identity);
        var skipped = new List<SkippedListing>();
        var resources = discovery.ResourcesAsync(query, page.After, skipped, context.CancellationToken);
        var (taken, next) = await page.TakeAsync(resources, DiscoveryKey.Of, context.CancellationToken);
        return new()
        {
            Resources = { taken.Select(CloudWatchMapping.ToProto) },
            NextPageToken = next,
            Skipped = { skipped.Select(CloudWatchMapping.ToProto) },
        };
    }

    public override async Task<ListAvailableMetricsResponse> ListAvailableMetrics(
        ListAvailableMetricsRequest request,
        ServerCallContext context
    )
    {
        var query = new DiscoveryQuery(new(request.Account, request.Region))
        {
            Namespace = NullIfEmpty(request.Namespace),
            Metric = NullIfEmpty(request.MetricName),
            Resource = NullIfEmpty(request.AwsResourceId),
            Dimensions = ToDimensions(request),
            Tags = TagFilterMapping.ToTags("tag_filters", request.TagFilters),
        };
        var identity = Identity(request.Clone(), one => (one.PageSize, one.PageToken) = (0, ""));
        var page = new Page<DiscoveryKey>(request.PageSize, request.PageToken, identity);
        var skipped = new List<SkippedListing>();
        var metrics = discovery.MetricsAsync(query, page.After, skipped, context.CancellationToken);
        var (taken, next) = await page.TakeAsync(metrics, metric => metric.Key, context.CancellationToken);
        return new()
        {
            Metrics = { taken.Select(metric => CloudWatchMapping.ToProto(metric, query.Scope)) },
            NextPageToken = next,
            Skipped = { skipped.Select(CloudWatchMapping.ToProto) },
        };
    }

    private static AwsResourceType? ToType(ListAwsResourcesRequest request) =>
        request.KindCase switch
        {
            ListAwsResourcesRequest.KindOneofCase.Namespace => AwsResourceType.OfNamespace(request.Namespace)
                ?? throw AwsErrors.NamespaceNotFound(request.Namespace),
            ListAwsResourcesRequest.KindOneofCase.AwsResourceType => AwsResourceType.All.FirstOrDefault(type =>
                type.Name == request.AwsResourceType
            )
                ?? throw DomainErrors.InvalidField(
                    "aws_resource_type",
                    request.AwsResourceType,
                    "must be the name of a kind that is supported"
                ),
            _ => null,
        };

    private Core.Datasources.CloudWatch.CloudWatchMetricSpec ToChecked(V1.CloudWatchMetricSpec proto, FieldPath at)
    {
        var spec = SpecMapping.ToCloudWatch(proto, at);
        var violations = new List<FieldViolation>(regions.Check(spec.Scope, at));
        spec.Check(at, violations);
        return violations.Count == 0 ? spec : throw DomainErrors.InvalidFields(violations);
    }

    private static Dictionary<string, string> ToDimensions(ListAvailableMetricsRequest request)
    {
        var at = FieldPath.Proto("dimensions");
        if (request.Dimensions.Count > MostDimensions)
        {
            throw at.Invalid(request.Dimensions.Count, $"must hold at most {MostDimensions}");
        }
        if (request.Dimensions.ContainsKey(""))
        {
            throw at.Invalid("", "must have names");
        }
        return new(request.Dimensions);
    }

    /// <summary>A request without what differs between its pages.</summary>
    private static string Identity<T>(T request, Action<T> clear)
        where T : IMessage
    {
        clear(request);
        return $"{request.Descriptor.Name} {request}";
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
