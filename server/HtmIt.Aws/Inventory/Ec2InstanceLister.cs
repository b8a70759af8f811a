using Amazon.EC2;
using Amazon.EC2.Model;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;
using AwsResourceType = HtmIt.Core.Aws.AwsResourceType;

namespace HtmIt.Aws.Inventory;

/// <summary>EC2 instances in any state.</summary>
internal sealed class Ec2InstanceLister(AwsClients clients, AwsCall call) : IResourceLister
{
    private const int PageSize = 1_000;
    private static readonly AwsAction Operation = AwsAction.DescribeInstances;

    public AwsResourceType Type => AwsResourceType.Ec2Instance;

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        Paging.AllAsync(call.Pages(Operation, scope), page => ReadAsync(scope, selection, page, cancellationToken), cancellationToken);

    private async Task<(IEnumerable<AwsResource>, string?)> ReadAsync(
        AwsScope scope,
        ResourceSelection selection,
        string? page,
        CancellationToken cancellationToken
    )
    {
        var request = new DescribeInstancesRequest
        {
            Filters = Filters(selection),
            MaxResults = PageSize,
            NextToken = page,
        };
        var client = clients.Get<AmazonEC2Client, AmazonEC2Config>(scope, (credentials, config) => new(credentials, config));
        var answer = await call.RunAsync(Operation, scope, token => client.DescribeInstancesAsync(request, token), cancellationToken);
        var instances = (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []);
        return (instances.Select(instance => ToResource(scope, instance)), answer.NextToken);
    }

    /// <summary>An instance is selected by a filter, not by its id: AWS answers an unknown id with an error, and so would all of them be
    /// lost for one that is gone.</summary>
    private static List<Filter> Filters(ResourceSelection selection)
    {
        var filters = (selection.Filters ?? new Dictionary<string, IReadOnlyList<string>>()).Select(filter => new Filter(
            filter.Key,
            [.. filter.Value]
        ));
        return selection.Id is { } id ? [.. filters, new("instance-id", [id])] : [.. filters];
    }

    private static AwsResource ToResource(AwsScope scope, Instance instance)
    {
        var resource = new AwsResource(AwsResourceType.Ec2Instance, scope.Region, instance.InstanceId)
        {
            ProviderState = instance.State?.Name?.Value,
            InstanceType = instance.InstanceType?.Value ?? "",
            LaunchTime = instance.LaunchTime is { } launched ? new DateTimeOffset(launched.ToUniversalTime()) : null,
        };
        return resource.With(Tags.Of((instance.Tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value))));
    }
}
