namespace HtmIt.Core.Resources;

/// <summary>The history of the states of cloud resources.</summary>
public interface IProviderStateStore
{
    /// <summary>Longest server and status that are kept whole; longer ones are cut.</summary>
    const int LongestResource = 255;

    /// <inheritdoc cref="LongestResource"/>
    const int LongestState = 32;

    /// <summary>Adds a line for each server whose state is not the newest known one.</summary>
    Task AppendIfChangedAsync(
        IReadOnlyList<(string Resource, string Status)> states,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>The changes of one server, newest first, before <paramref name="before"/>.</summary>
    Task<IReadOnlyList<ProviderState>> ListAsync(string resource, DateTimeOffset? before, int limit, CancellationToken cancellationToken);
}
