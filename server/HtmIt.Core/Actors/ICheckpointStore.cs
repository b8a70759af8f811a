namespace HtmIt.Core.Actors;

/// <summary>Keeps the newest checkpoint of each model.</summary>
public interface ICheckpointStore
{
    Task<Checkpoint?> LoadAsync(int metricNumber, CancellationToken cancellationToken);

    /// <summary>Replaces the checkpoint, unless the metric is at another generation by now. All or nothing.</summary>
    Task SaveAsync(int metricNumber, Checkpoint checkpoint, CancellationToken cancellationToken);
}
