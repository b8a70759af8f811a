using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Collects the metrics of autostacks.</summary>
public sealed class AutostackSource(IAutostackStore autostacks) : ICollectionSource
{
    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) =>
        autostacks.ListMonitoredScopesAsync(cancellationToken);
}
