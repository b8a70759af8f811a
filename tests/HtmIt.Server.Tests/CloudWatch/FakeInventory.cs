using HtmIt.Core.CloudWatch;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Resources at will.</summary>
internal sealed class FakeInventory : IAwsInventory
{
    public List<AwsResource> Resources { get; } = [];

    public AwsException? Fault { get; set; }

    public int Listings { get; private set; }

    public Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        ResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    )
    {
        Listings++;
        return Fault is { } fault
            ? throw fault
            : Task.FromResult<IReadOnlyList<AwsResource>>([.. Resources.Where(one => one.Type == type && one.Region == scope.Region)]);
    }

    public async Task<AwsResource?> FindAsync(AwsScope scope, ResourceType type, string id, CancellationToken cancellationToken) =>
        (await ListAsync(scope, type, null, int.MaxValue, cancellationToken)).FirstOrDefault(one => one.Id == id);
}
