namespace HtmIt.Core.CloudWatch;

/// <summary>Suggests what to monitor in a region: the largest resources of four kinds in turn. A kind whose listing fails or takes too long
/// contributes nothing.</summary>
public sealed class Suggestions(IAwsInventory inventory, TimeProvider time)
{
    private const int MostSuggested = 8;
    private const int MostAlternates = 20;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private static readonly ResourceType[] Types =
    [
        ResourceType.Ec2Instance,
        ResourceType.RdsInstance,
        ResourceType.LoadBalancer,
        ResourceType.AutoScalingGroup,
    ];

    public async Task<SuggestedInstances> SuggestAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        var kinds = await Task.WhenAll(Types.Select(type => OfTypeAsync(scope, type, cancellationToken)));
        var merged = InTurn(kinds).Take(MostSuggested + MostAlternates).ToArray();
        return new(merged.Take(MostSuggested).ToArray(), merged.Skip(MostSuggested).ToArray());
    }

    /// <summary>The resources of one kind that can be suggested, the largest first.</summary>
    public static IEnumerable<AwsResource> InOrder(ResourceType type, IEnumerable<AwsResource> resources)
    {
        if (type == ResourceType.Ec2Instance)
        {
            return resources
                .Where(instance => instance.Status == "running")
                .OrderByDescending(instance => InstanceSize.RankOf(instance.InstanceType))
                .ThenBy(instance => instance.LaunchTime ?? DateTimeOffset.MaxValue)
                .ThenBy(instance => instance.Id, StringComparer.Ordinal);
        }
        var candidates = type == ResourceType.RdsInstance ? resources.Where(database => database.Status == "available") : resources;
        return candidates.OrderByDescending(resource => resource.Size).ThenBy(resource => resource.Id, StringComparer.Ordinal);
    }

    private async Task<AwsResource[]> OfTypeAsync(AwsScope scope, ResourceType type, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // A listing that does not heed its token is left behind.
            var resources = await inventory.ListAsync(scope, type, null, int.MaxValue, either.Token).WaitAsync(either.Token);
            return [.. InOrder(type, resources)];
        }
        catch (Exception fault) when (fault is AwsException || (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    private static IEnumerable<AwsResource> InTurn(AwsResource[][] kinds) =>
        Enumerable
            .Range(0, kinds.Max(kind => kind.Length))
            .SelectMany(round => kinds.Where(kind => round < kind.Length).Select(kind => kind[round]));
}
