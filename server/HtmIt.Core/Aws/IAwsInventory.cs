namespace HtmIt.Core.Aws;

/// <summary>What exists at AWS.</summary>
public interface IAwsInventory
{
    /// <summary>The resources of one kind in a region.</summary>
    /// <param name="filters">Filters by name, <c>tag:{key}</c> or, of kinds that have them, the provider's: values of one filter are
    /// alternatives, different filters must all match. Null means all; then tags that take a service of their own are not
    /// read, and others only if that is permitted.</param>
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
