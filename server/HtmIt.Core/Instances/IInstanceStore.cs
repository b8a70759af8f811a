namespace HtmIt.Core.Instances;

/// <summary>Reads the monitored metrics by server.</summary>
public interface IInstanceStore
{
    /// <summary>Instances ordered by server, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Instance>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The instance with this server; null when no metric of it is monitored.</summary>
    Task<Instance?> FindAsync(string server, CancellationToken cancellationToken);
}
