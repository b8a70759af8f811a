using HtmIt.Core.Names;

namespace HtmIt.Core.Resources;

/// <summary>Reads the monitored metrics by resource.</summary>
public interface IResourceStore
{
    /// <summary>Resources ordered by their text, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Resource>> ListAsync(ResourcePlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>A resource; null when no metric of it is monitored.</summary>
    Task<Resource?> FindAsync(ResourceId id, CancellationToken cancellationToken);

    /// <summary>These resources, in whatever order; those of which no metric is monitored are left out.</summary>
    Task<IReadOnlyList<Resource>> FindManyAsync(IReadOnlyCollection<ResourceId> ids, CancellationToken cancellationToken);
}
