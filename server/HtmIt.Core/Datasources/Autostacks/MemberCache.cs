using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The members of autostacks, asked for when they are older than ten minutes. Used by one caller at a time for each autostack.</summary>
public sealed class MemberCache(AwsScope scope, AutostackPorts ports)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    private readonly Dictionary<AutostackId, Entry> _entries = [];
    private readonly Lock _lock = new();

    /// <exception cref="AwsException">AWS could not be asked.</exception>
    public async Task<IReadOnlyList<AutostackMember>> GetAsync(Autostack autostack, CancellationToken cancellationToken)
    {
        var now = ports.Time.GetUtcNow();
        Entry? known;
        lock (_lock)
        {
            known = _entries.GetValueOrDefault(autostack.Id);
        }
        if (known is not null && now - known.Time < Lifetime)
        {
            return known.Members;
        }
        var found = await ports.Inventory.ListAsync(scope, ResourceType.Ec2Instance, autostack.Filters, int.MaxValue, cancellationToken);
        var members = AutostackMember.Of(found);
        if (known is null || !known.Members.Select(one => one.InstanceId).SequenceEqual(members.Select(one => one.InstanceId)))
        {
            await ports.Autostacks.RecordMembersAsync(autostack.Id, members, now, cancellationToken);
        }
        lock (_lock)
        {
            _entries[autostack.Id] = new(now, members);
        }
        return members;
    }

    /// <summary>Forgets all autostacks but these.</summary>
    public void Keep(IReadOnlySet<AutostackId> autostacks)
    {
        lock (_lock)
        {
            foreach (var gone in _entries.Keys.Where(id => !autostacks.Contains(id)).ToArray())
            {
                _entries.Remove(gone);
            }
        }
    }

    private sealed record Entry(DateTimeOffset Time, IReadOnlyList<AutostackMember> Members);
}
