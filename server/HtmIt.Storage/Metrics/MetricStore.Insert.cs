using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <content>How metrics get into the table.</content>
internal sealed partial class MetricStore
{
    public Task<(IReadOnlyList<Metric> Added, IReadOnlyList<(NewMetric Metric, DomainException Refusal)> Refused)> AddManyAsync(
        IReadOnlyList<NewMetric> metrics,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<(IReadOnlyList<Metric>, IReadOnlyList<(NewMetric, DomainException)>)>(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                var refused = await quota.RefuseAsync(context, metrics, cancel);
                var wanted = metrics.Where(metric => !refused.ContainsKey(metric.Id)).ToArray();
                if (wanted.Length > 0)
                {
                    await InsertAsync(context, wanted, cancel);
                }
                await transaction.CommitAsync(cancel);
                var added = await FindManyAsync(context, Array.ConvertAll(wanted, metric => metric.Id), cancel);
                var refusals = metrics.Where(metric => refused.ContainsKey(metric.Id)).Select(metric => (metric, refused[metric.Id]));
                return (added, [.. refusals]);
            },
            cancellationToken
        );

    /// <summary>One statement for all, so that a metric never exists without its head. Those whose identity is taken are left out. In order of
    /// their identities, so that two that insert the same wait for each other instead of dead-locking.</summary>
    private async Task InsertAsync(HtmItDbContext context, IReadOnlyList<NewMetric> metrics, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = metrics
            .Select(metric => (Metric: metric, Identity: IdentityOf(metric)))
            .OrderBy(row => Convert.ToHexString(row.Identity), StringComparer.Ordinal)
            .ToArray();
        var ids = Array.ConvertAll(rows, row => row.Metric.Id.Value);
        var identities = Array.ConvertAll(rows, row => row.Identity);
        var datasources = Array.ConvertAll(rows, row => row.Metric.Datasource.Number);
        var names = Array.ConvertAll(rows, row => row.Metric.Name);
        var labels = Array.ConvertAll(rows, row => MetricRowMapping.WriteLabels(row.Metric.Labels));
        var descriptions = Array.ConvertAll(rows, row => row.Metric.Description);
        var units = Array.ConvertAll(rows, row => row.Metric.Unit);
        var infos = Array.ConvertAll(rows, row => row.Metric.UserInfo?.ToJsonString());
        var resources = Array.ConvertAll(rows, row => row.Metric.Resource);
        var regions = Array.ConvertAll(rows, row => row.Metric.Region);
        var tagNames = Array.ConvertAll(rows, row => row.Metric.TagName);
        var statuses = Array.ConvertAll(rows, row => (short)row.Metric.Status);
        var intervals = Array.ConvertAll(rows, row => row.Metric.PollIntervalSeconds);
        var autostacks = Array.ConvertAll(rows, row => row.Metric.Autostack?.Value);
        var specs = Array.ConvertAll(rows, row => row.Metric.Spec is { } spec ? ModelSpecJson.Write(spec) : null);
        var definitions = Array.ConvertAll(rows, row => MetricRowMapping.WriteDefinition(row.Metric.Definition));
        var automatics = Array.ConvertAll(rows, row => row.Metric.Automatic);
        await context.Database.ExecuteSqlAsync(
            $"""
            with added as (
                insert into metric (id, identity, datasource, name, labels, description, unit, user_info, resource, region, tag_name, status,
                                    status_message, poll_interval_seconds, autostack_id, parameters, model_params, model_create_time,
                                    generation, clearing, automatic, create_time, update_time)
                select id, identity, datasource, name, labels::jsonb, description, unit, info::jsonb, resource, region, tag_name, status, '',
                       poll_interval, autostack, spec::jsonb, definition::jsonb, case when spec is not null then {now} end,
                       case when spec is null then 0 else 1 end, false, automatic, {now}, {now}
                from unnest({ids}, {identities}, {datasources}, {names}, {labels}, {descriptions}, {units}, {infos}, {resources}, {regions},
                            {tagNames}, {statuses}, {intervals}, {autostacks}, {specs}, {definitions}, {automatics}) with ordinality
                     as wanted (id, identity, datasource, name, labels, description, unit, info, resource, region, tag_name, status,
                                poll_interval, autostack, spec, definition, automatic, place)
                order by place
                on conflict do nothing
                returning number, generation, status)
            insert into metric_head (metric_number, last_row_id, generation, status) select number, 0, generation, status from added
            """,
            cancellationToken
        );
    }

    private static byte[] IdentityOf(NewMetric metric) => MetricIdentity.Of(metric.Datasource.Number, metric.Key);
}
