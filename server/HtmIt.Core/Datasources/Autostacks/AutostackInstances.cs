using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Asks AWS which resources match, at the time of asking: those that run, unless a filter says otherwise.</summary>
public sealed class AutostackInstances(IAutostackStore autostacks, IAwsInventory inventory, IAwsRegions regions)
{
    /// <summary>The members that an autostack with these filters would have: at most one more than are allowed.</summary>
    /// <param name="at">Region, account and filters stand below in what the caller sent.</param>
    /// <exception cref="DomainException">InvalidField, or why AWS could not be asked.</exception>
    public Task<IReadOnlyList<AwsResource>> PreviewAsync(
        AwsScope scope,
        AwsResourceType kind,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        FieldPath at,
        CancellationToken cancellationToken
    )
    {
        AutostackRules.Check(scope, kind, filters, at, regions);
        return ListAsync(scope, kind, filters, Autostack.MostMembers + 1, cancellationToken);
    }

    /// <summary>Members of an autostack, which may have become more than are allowed when it is created, by id. AWS orders them by nothing, so
    /// it is asked for all of them.</summary>
    /// <param name="after">The id after which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="DomainException">AutostackNotFound, or why AWS could not be asked.</exception>
    public async Task<IReadOnlyList<AwsResource>> ListAsync(AutostackId id, string after, int limit, CancellationToken cancellationToken)
    {
        var autostack = await autostacks.FindAsync(id, cancellationToken) ?? throw AutostackErrors.AutostackNotFound(id);
        var all = await ListAsync(autostack.Scope, autostack.Kind, autostack.Filters, int.MaxValue, cancellationToken);
        return [.. all.Where(one => string.CompareOrdinal(one.Id, after) > 0).Take(limit)];
    }

    private async Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        AwsResourceType kind,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        int limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = await inventory.ListAsync(scope, kind, filters, int.MaxValue, cancellationToken);
            return [.. AutostackMember.Counted(found, filters).Take(limit)];
        }
        catch (AwsException fault)
        {
            throw AwsErrors.OfAws(fault);
        }
    }
}
