using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <summary>The marks of metrics that are to be monitored because samples of them came.</summary>
internal sealed class AutomaticModelStore(StoreContexts contexts, MetricRowMapping mapping) : IAutomaticModelStore
{
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        contexts.RunAsync((context, cancel) => context.Metrics.LongCountAsync(row => row.Automatic, cancel), cancellationToken);

    public Task<IReadOnlyList<Metric>> ListWaitingAsync(int limit, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<Metric>>(
            async (context, cancel) =>
            {
                var rows = context.Metrics.AsNoTracking().Where(row => row.Automatic && row.Status == StatusNumbers.Unmonitored);
                var oldest = await rows.OrderBy(row => row.Number).Take(limit).Include(row => row.Head).ToListAsync(cancel);
                return oldest.ConvertAll(mapping.ToMetric);
            },
            cancellationToken
        );

    public Task GiveUpAsync(MetricId id, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            (context, cancel) =>
                context
                    .Metrics.Where(row => row.Id == id.Value && row.Status == StatusNumbers.Unmonitored)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Automatic, false), cancel),
            cancellationToken
        );
}
