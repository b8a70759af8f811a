namespace HtmIt.Core.Instances;

/// <summary>The history of the states of cloud resources.</summary>
public interface IInstanceStatusStore
{
    /// <summary>Longest server and status that are kept whole; longer ones are cut.</summary>
    const int LongestServer = 255;

    /// <inheritdoc cref="LongestServer"/>
    const int LongestStatus = 32;

    /// <summary>Adds a line for each server whose state is not the newest known one.</summary>
    Task AppendIfChangedAsync(
        IReadOnlyList<(string Server, string Status)> states,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>The changes of one server, newest first, before <paramref name="before"/>.</summary>
    Task<IReadOnlyList<InstanceStatus>> ListAsync(string server, DateTimeOffset? before, int limit, CancellationToken cancellationToken);
}
