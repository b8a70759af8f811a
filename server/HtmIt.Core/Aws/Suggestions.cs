using HtmIt.Core.Errors;

namespace HtmIt.Core.Aws;

/// <summary>Suggests what to monitor in a region: the largest resources of four kinds in turn. A kind whose listing fails or takes too long
/// contributes nothing and is named.</summary>
public sealed class Suggestions(IAwsInventory inventory, TimeProvider time)
{
    private const int MostSuggested = 8;
    private const int MostAlternates = 20;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private static readonly AwsResourceType[] Types =
    [
        AwsResourceType.Ec2Instance,
        AwsResourceType.RdsInstance,
        AwsResourceType.LoadBalancer,
        AwsResourceType.AutoScalingGroup,
    ];

    /// <exception cref="DomainException">AWS gave no answer about any kind; the reason is that of the first one.</exception>
    public async Task<SuggestedResources> SuggestAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        var kinds = await Task.WhenAll(Types.Select(type => OfTypeAsync(scope, type, cancellationToken)));
        if (kinds.All(kind => kind.Fault is not null))
        {
            throw AwsErrors.OfAws(kinds[0].Fault!);
        }
        var merged = InTurn([.. kinds.Select(kind => kind.Resources)]).Take(MostSuggested + MostAlternates).ToArray();
        var unreachable = kinds.Where(kind => kind.Fault is not null).Select(kind => kind.Type).ToArray();
        return new(merged.Take(MostSuggested).ToArray(), merged.Skip(MostSuggested).ToArray(), unreachable);
    }

    /// <summary>The resources of one kind that can be suggested, the largest first.</summary>
    public static IEnumerable<AwsResource> InOrder(AwsResourceType type, IEnumerable<AwsResource> resources)
    {
        if (type == AwsResourceType.Ec2Instance)
        {
            return resources
                .Where(instance => instance.ProviderState == "running")
                .OrderByDescending(instance => InstanceSize.RankOf(instance.InstanceType))
                .ThenBy(instance => instance.LaunchTime ?? DateTimeOffset.MaxValue)
                .ThenBy(instance => instance.Id, StringComparer.Ordinal);
        }
        var candidates =
            type == AwsResourceType.RdsInstance ? resources.Where(database => database.ProviderState == "available") : resources;
        return candidates.OrderByDescending(resource => resource.Size).ThenBy(resource => resource.Id, StringComparer.Ordinal);
    }

    private async Task<Listing> OfTypeAsync(AwsScope scope, AwsResourceType type, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // A listing that does not heed its token is left behind.
            var resources = await inventory.ListAsync(scope, type, null, int.MaxValue, either.Token).WaitAsync(either.Token);
            return new(type, [.. InOrder(type, resources)], null);
        }
        catch (AwsException fault)
        {
            return new(type, [], fault);
        }
        catch (Exception fault) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var message = $"AWS gave no answer in {scope} within {Budget.TotalSeconds:0} seconds.";
            return new(type, [], new AwsException(AwsFault.Unreachable, message, fault));
        }
    }

    private static IEnumerable<AwsResource> InTurn(AwsResource[][] kinds) =>
        Enumerable
            .Range(0, kinds.Max(kind => kind.Length))
            .SelectMany(round => kinds.Where(kind => round < kind.Length).Select(kind => kind[round]));

    /// <param name="Fault">Why there was no answer; null when there was one.</param>
    private sealed record Listing(AwsResourceType Type, AwsResource[] Resources, AwsException? Fault);
}
