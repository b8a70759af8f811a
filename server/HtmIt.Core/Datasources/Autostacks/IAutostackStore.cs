using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The table of autostacks and the history of their members. Each method is one transaction.</summary>
public interface IAutostackStore
{
    Task<Autostack?> FindAsync(AutostackId id, CancellationToken cancellationToken);

    Task<Autostack?> FindAsync(string name, string region, CancellationToken cancellationToken);

    /// <summary>Those of these that exist, in no order.</summary>
    Task<IReadOnlyList<Autostack>> FindAsync(IReadOnlyCollection<AutostackId> ids, CancellationToken cancellationToken);

    /// <summary>Autostacks by name and region, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Autostack>> ListAsync(AutostackKey? after, int limit, CancellationToken cancellationToken);

    /// <summary>Adds the autostack with its first members; false when one with this name and region exists already.</summary>
    Task<bool> TryAddAsync(Autostack autostack, IReadOnlyCollection<AutostackMember> members, CancellationToken cancellationToken);

    /// <summary>Removes the autostack with its history, unless it has metrics.</summary>
    Task<AutostackDeletion> DeleteAsync(AutostackId id, CancellationToken cancellationToken);

    /// <summary>Notes who joined and who left since the last call; returns how many changes that were. An unknown autostack has none.</summary>
    Task<int> RecordMembersAsync(
        AutostackId id,
        IReadOnlyCollection<AutostackMember> members,
        DateTimeOffset time,
        CancellationToken cancellationToken
    );

    /// <summary>The accounts and regions of the autostacks that have monitored metrics.</summary>
    Task<IReadOnlyList<AwsScope>> ListMonitoredScopesAsync(CancellationToken cancellationToken);

    /// <summary>How many series of members the monitored metrics of autostacks are made of, by account and region, as the members were last
    /// known. What several autostacks need is counted once.</summary>
    Task<IReadOnlyDictionary<AwsScope, long>> CountSeriesAsync(CancellationToken cancellationToken);

    /// <summary>Changes of membership, newest first, before the one numbered <paramref name="before"/>.</summary>
    Task<IReadOnlyList<MembershipChange>> ListChangesAsync(AutostackId id, long? before, int limit, CancellationToken cancellationToken);
}
