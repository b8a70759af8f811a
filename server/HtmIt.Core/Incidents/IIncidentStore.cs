namespace HtmIt.Core.Incidents;

/// <summary>Reads the incidents. They are written with the rows that make them.</summary>
public interface IIncidentStore
{
    Task<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken);

    /// <summary>Incidents in list order, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Incident>> ListAsync(IncidentFilter filter, IncidentPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>Incidents that were last changed by one of some consecutive commits, as they are now, by commit.</summary>
    Task<IReadOnlyList<Incident>> ReadChangesAsync(IncidentWindow window, CancellationToken cancellationToken);
}
