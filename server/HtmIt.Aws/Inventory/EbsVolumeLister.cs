using Amazon.EC2;
using Amazon.EC2.Model;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;
using AwsResourceType = HtmIt.Core.Aws.AwsResourceType;

namespace HtmIt.Aws.Inventory;

/// <summary>EBS volumes.</summary>
internal sealed class EbsVolumeLister(AwsClients clients, AwsCall call) : IResourceLister
{
    private const int PageSize = 500;
    private static readonly AwsAction Operation = AwsAction.DescribeVolumes;

    public AwsResourceType Type => AwsResourceType.EbsVolume;

    public IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken) =>
        Paging.AllAsync(call.Pages(Operation, scope), page => ReadAsync(scope, selection, page, cancellationToken), cancellationToken);

    private async Task<(IEnumerable<AwsResource>, string?)> ReadAsync(
        AwsScope scope,
        ResourceSelection selection,
        string? page,
        CancellationToken cancellationToken
    )
    {
        var request = new DescribeVolumesRequest
        {
            Filters = selection.Id is { } id ? [new("volume-id", [id])] : null,
            MaxResults = PageSize,
            NextToken = page,
        };
        var client = clients.Get<AmazonEC2Client, AmazonEC2Config>(scope, (credentials, config) => new(credentials, config));
        var answer = await call.RunAsync(Operation, scope, token => client.DescribeVolumesAsync(request, token), cancellationToken);
        return ((answer.Volumes ?? []).Select(volume => ToResource(scope, volume)), answer.NextToken);
    }

    private static AwsResource ToResource(AwsScope scope, Volume volume)
    {
        var resource = new AwsResource(AwsResourceType.EbsVolume, scope.Region, volume.VolumeId) { Size = volume.Size ?? 0 };
        return resource.With(Tags.Of((volume.Tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value))));
    }
}
