namespace HtmIt.Core.Resources;

/// <summary>Reads the monitored metrics by resource.</summary>
public interface IResourceStore
{
    /// <summary>Resources ordered by their text, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Resource>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The resource with this text; null when no metric of it is monitored.</summary>
    Task<Resource?> FindAsync(string resource, CancellationToken cancellationToken);
}
