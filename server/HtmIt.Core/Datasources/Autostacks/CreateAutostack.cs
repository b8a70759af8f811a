using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Creates autostacks.</summary>
public sealed class CreateAutostack(IAutostackStore autostacks, AutostackInstances instances, IAwsRegions regions, TimeProvider time)
{
    /// <param name="account">Name of a configured account; empty means the default credentials.</param>
    /// <exception cref="DomainException">InvalidField, TooManyInstances, AutostackAlreadyExists, or why AWS could not be asked.</exception>
    public async Task<Autostack> ExecuteAsync(
        string name,
        string region,
        string account,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        CancellationToken cancellationToken
    )
    {
        AutostackRules.Check(name, region, account, filters, regions);
        if (await autostacks.FindAsync(name, region, cancellationToken) is { } existing)
        {
            throw AutostackErrors.AutostackAlreadyExists(existing);
        }
        var members = await instances.PreviewAsync(new(account, region), filters, cancellationToken);
        if (members.Count > Autostack.MostMembers)
        {
            throw AutostackErrors.TooManyInstances(Autostack.MostMembers);
        }
        // Whole microseconds, as they come back from storage.
        var now = time.GetUtcNow();
        var created = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var autostack = new Autostack(AutostackId.New(), name, region, filters, created) { Account = account };
        if (await autostacks.TryAddAsync(autostack, AutostackMember.Of(members), cancellationToken))
        {
            return autostack;
        }
        throw await autostacks.FindAsync(name, region, cancellationToken) is { } other
            ? AutostackErrors.AutostackAlreadyExists(other)
            : DomainErrors.StorageUnavailable();
    }

    /// <summary>The autostack of that name in that region, whatever its filters; created where there is none. For imports, which must be
    /// repeatable.</summary>
    /// <exception cref="DomainException">InvalidField, TooManyInstances, or why AWS could not be asked.</exception>
    public async Task<Autostack> GetOrCreateAsync(
        string name,
        string region,
        string account,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        CancellationToken cancellationToken
    )
    {
        AutostackRules.Check(name, region, account, filters, regions);
        if (await autostacks.FindAsync(name, region, cancellationToken) is { } existing)
        {
            return existing;
        }
        try
        {
            return await ExecuteAsync(name, region, account, filters, cancellationToken);
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.AutostackAlreadyExists)
        {
            // Created by somebody else in between.
            return await autostacks.FindAsync(name, region, cancellationToken) ?? throw DomainErrors.StorageUnavailable(refusal);
        }
    }
}
