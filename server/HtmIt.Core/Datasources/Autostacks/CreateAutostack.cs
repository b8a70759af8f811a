using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Creates autostacks.</summary>
public sealed class CreateAutostack(IAutostackStore autostacks, AutostackInstances instances, IAwsRegions regions, TimeProvider time)
{
    /// <summary>Creates it, or gives the one back that is there with the same account, kind and filters.</summary>
    /// <param name="at">Where the caller has the definition.</param>
    /// <exception cref="DomainException">InvalidField, TooManyInstances, AutostackAlreadyExists, or why AWS could not be asked.</exception>
    public async Task<(Autostack Autostack, bool Created)> ExecuteAsync(
        AutostackDefinition definition,
        AutostackFields at,
        CancellationToken cancellationToken
    )
    {
        AutostackRules.Check(definition, at, regions);
        var (name, region, filters) = definition;
        if (await autostacks.FindAsync(name, region, cancellationToken) is { } existing)
        {
            return (Same(existing, definition), false);
        }
        var members = await instances.PreviewAsync(new(definition.Account, region), definition.Kind, filters, at.Place, cancellationToken);
        if (members.Count > Autostack.MostMembers)
        {
            throw AutostackErrors.TooManyInstances(Autostack.MostMembers);
        }
        // Whole microseconds, as they come back from storage.
        var now = time.GetUtcNow();
        var created = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var autostack = new Autostack(AutostackId.New(), name, region, filters, created)
        {
            Account = definition.Account,
            Kind = definition.Kind,
        };
        if (await autostacks.TryAddAsync(autostack, AutostackMember.Of(members), cancellationToken))
        {
            return (autostack, true);
        }
        return await autostacks.FindAsync(name, region, cancellationToken) is { } other
            ? (Same(other, definition), false)
            : throw DomainErrors.StorageUnavailable();
    }

    /// <summary>The autostack of that name in that region, whatever its filters; created where there is none. For imports, which must be
    /// repeatable.</summary>
    /// <exception cref="DomainException">InvalidField, TooManyInstances, AutostackAlreadyExists when it is of another kind, or why AWS could not be
    /// asked.</exception>
    public async Task<Autostack> GetOrCreateAsync(AutostackDefinition definition, AutostackFields at, CancellationToken cancellationToken)
    {
        AutostackRules.Check(definition, at, regions);
        if (await autostacks.FindAsync(definition.Name, definition.Region, cancellationToken) is { } existing)
        {
            return OfKind(existing, definition);
        }
        try
        {
            return (await ExecuteAsync(definition, at, cancellationToken)).Autostack;
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.AutostackAlreadyExists)
        {
            // Created by somebody else in between.
            return await autostacks.FindAsync(definition.Name, definition.Region, cancellationToken) is { } other
                ? OfKind(other, definition)
                : throw DomainErrors.StorageUnavailable(refusal);
        }
    }

    /// <summary>The autostack, if its members are of the kind that is asked for: those of another have other metrics.</summary>
    private static Autostack OfKind(Autostack existing, AutostackDefinition asked) =>
        existing.Kind == asked.Kind ? existing : throw AutostackErrors.AutostackAlreadyExists(existing);

    /// <summary>The autostack, if that is what is asked for.</summary>
    private static Autostack Same(Autostack existing, AutostackDefinition asked) =>
        existing.Account == asked.Account
        && existing.Kind == asked.Kind
        && existing.Filters.Count == asked.Filters.Count
        && asked.Filters.All(filter =>
            existing.Filters.TryGetValue(filter.Key, out var values) && filter.Value.ToHashSet().SetEquals(values)
        )
            ? existing
            : throw AutostackErrors.AutostackAlreadyExists(existing);
}
