using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Lists one kind of resource, page by page.</summary>
internal interface IResourceLister
{
    AwsResourceType Type { get; }

    IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken);
}
