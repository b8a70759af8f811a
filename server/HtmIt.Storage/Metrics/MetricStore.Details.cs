using System.Globalization;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Storage.Annotations;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <content>What people say about metrics.</content>
internal sealed partial class MetricStore
{
    public Task<Metric?> TryDescribeAsync(Metric from, MetricDetails details, CancellationToken cancellationToken)
    {
        // As with changes of state: whoever lost the answer to the commit finds its own id.
        var changeId = Guid.NewGuid();
        var version = uint.Parse(from.Etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                var isMoved = from.Resource != details.Resource;
                if (isMoved && from.IsMonitored)
                {
                    await quota.CheckMoveAsync(context, from, ResourceId.Of("", details.Resource), cancel);
                }
                var rows = context.Metrics.Where(row => row.Id == from.Id.Value);
                var changed = await DescribeAsync(rows.Where(row => row.Version == version), details, changeId, cancel);
                if (isMoved && changed > 0)
                {
                    await AnnotationStore.MoveAsync(context, from, details.Resource, cancel);
                }
                var own = await rows.AsNoTracking().Include(row => row.Head).FirstOrDefaultAsync(row => row.ChangeId == changeId, cancel);
                await transaction.CommitAsync(cancel);
                return own is null ? null : mapping.ToMetric(own);
            },
            cancellationToken
        );
    }

    private Task<int> DescribeAsync(IQueryable<MetricRow> rows, MetricDetails details, Guid changeId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var userInfo = details.UserInfo?.ToJsonString();
        return rows.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.Unit, details.Unit)
                    .SetProperty(row => row.Description, details.Description)
                    .SetProperty(row => row.Resource, details.Resource)
                    .SetProperty(row => row.UserInfo, userInfo)
                    .SetProperty(row => row.ChangeId, changeId)
                    .SetProperty(row => row.UpdateTime, now),
            cancellationToken
        );
    }
}
