using HtmIt.Core.Names;

namespace HtmIt.Core.Resources;

/// <summary>The history of the states of cloud resources.</summary>
public interface IProviderStateStore
{
    /// <summary>Longest state that is kept whole; longer ones are cut.</summary>
    const int LongestState = 32;

    /// <summary>Adds a line for each resource whose state is not the newest known one.</summary>
    Task AppendIfChangedAsync(
        IReadOnlyList<(ResourceId Resource, string State)> states,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>The changes of one resource, newest first, before <paramref name="before"/>.</summary>
    Task<IReadOnlyList<ProviderState>> ListAsync(
        ResourceId resource,
        DateTimeOffset? before,
        int limit,
        CancellationToken cancellationToken
    );
}
