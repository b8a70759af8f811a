namespace HtmIt.Core.Aws;

/// <summary>What exists at AWS.</summary>
public interface IAwsInventory
{
    /// <summary>The resources of one kind in a region.</summary>
    /// <param name="filters">Filters of EC2's DescribeInstances by name, for EC2 instances only: values of one filter are alternatives,
    /// different filters must all match. Null means all.</param>
    /// <param name="limit">Stop after this many.</param>
    /// <exception cref="AwsException">The call failed.</exception>
    Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        AwsResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>One resource; null when there is none of that id.</summary>
    /// <exception cref="AwsException">The call failed.</exception>
    Task<AwsResource?> FindAsync(AwsScope scope, AwsResourceType type, string id, CancellationToken cancellationToken);
}
