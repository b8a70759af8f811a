using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Lists one kind of resource, page by page.</summary>
internal interface IResourceLister
{
    AwsResourceType Type { get; }

    /// <summary>What <see cref="ResourceTags"/> knows the kind by, where its own service gives no tags with a listing; null where it does.</summary>
    string? TaggedAs => null;

    IAsyncEnumerable<AwsResource> ListAsync(AwsScope scope, ResourceSelection selection, CancellationToken cancellationToken);
}
