using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The members of the autostacks of one account and region, asked for when they are older than ten minutes. Used by one caller at a
/// time.</summary>
internal sealed class MemberCache(ShardContext shard, IAwsInventory inventory, IAutostackStore autostacks)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    private readonly ConcurrentDictionary<AutostackId, Entry> _entries = [];

    /// <summary>The members of each, asked for side by side.</summary>
    public async Task<ResolvedMembers> ResolveAsync(IEnumerable<Autostack> wanted, CancellationToken cancellationToken)
    {
        var members = new ConcurrentDictionary<AutostackId, IReadOnlyList<AutostackMember>>();
        var faults = new ConcurrentDictionary<AutostackId, AwsException>();
        var calls = new ParallelOptions
        {
            MaxDegreeOfParallelism = shard.Options.MaxConcurrentCalls,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            wanted.DistinctBy(one => one.Id),
            calls,
            async (autostack, cancel) =>
            {
                try
                {
                    members[autostack.Id] = await GetAsync(autostack, cancel);
                }
                catch (AwsException fault)
                {
                    faults[autostack.Id] = fault;
                }
            }
        );
        return new(members, faults);
    }

    /// <summary>Forgets all autostacks but these.</summary>
    public void Keep(IReadOnlySet<AutostackId> kept)
    {
        foreach (var gone in _entries.Keys.Where(id => !kept.Contains(id)))
        {
            _entries.TryRemove(gone, out _);
        }
    }

    private async Task<IReadOnlyList<AutostackMember>> GetAsync(Autostack autostack, CancellationToken cancellationToken)
    {
        var now = shard.Time.GetUtcNow();
        var known = _entries.GetValueOrDefault(autostack.Id);
        if (known is not null && (now - known.Time).Duration() < Lifetime)
        {
            return known.Members;
        }
        var found = await inventory.ListAsync(shard.Scope, autostack.Kind, autostack.Filters, int.MaxValue, cancellationToken);
        var members = AutostackMember.Of(AutostackMember.Counted(found, autostack.Filters));
        if (known is null || !known.Members.Select(one => one.InstanceId).SequenceEqual(members.Select(one => one.InstanceId)))
        {
            await autostacks.RecordMembersAsync(autostack.Id, members, now, cancellationToken);
        }
        _entries[autostack.Id] = new(now, members);
        return members;
    }

    private sealed record Entry(DateTimeOffset Time, IReadOnlyList<AutostackMember> Members);
}
