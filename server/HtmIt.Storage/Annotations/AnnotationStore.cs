using System.Globalization;
using System.Text.Json.Nodes;
using HtmIt.Core.Annotations;
using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Annotations;

/// <summary>The table of annotations.</summary>
internal sealed class AnnotationStore(StoreContexts contexts, TimeProvider time) : IAnnotationStore
{
    public Task<(Annotation Annotation, bool Created)?> TryAddAsync(Annotation annotation, CancellationToken cancellationToken)
    {
        // Stays true for the attempt that follows when the answer to the commit is lost: it finds the annotation there.
        var created = false;
        return contexts.RunAsync<(Annotation, bool)?>(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                await LockAsync(context, annotation.Id.ResourceName, cancel);
                await LockResourceAsync(context, annotation.Resource, cancel);
                var row = await context.Annotations.FirstOrDefaultAsync(row => row.Id == annotation.Id.Value, cancel);
                if (row is null)
                {
                    var metric = annotation.Metric?.Value;
                    var metrics = context.Metrics.Where(row => row.Resource == annotation.Resource);
                    if (!await metrics.AnyAsync(row => metric == null || row.Id == metric, cancel))
                    {
                        return null;
                    }
                    row = context.Annotations.Add(ToRow(annotation)).Entity;
                    row.UpdateTime = Now();
                    await context.SaveChangesAsync(cancel);
                    created = true;
                }
                await transaction.CommitAsync(cancel);
                return (ToAnnotation(row), created);
            },
            cancellationToken
        );
    }

    public Task<Annotation?> FindAsync(AnnotationId id, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                var row = await context.Annotations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id.Value, cancel);
                return row is null ? null : ToAnnotation(row);
            },
            cancellationToken
        );

    public Task<(IReadOnlyList<Annotation> Page, AnnotationKey? Next)> ListAsync(
        AnnotationFilter filter,
        AnnotationKey? after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<(IReadOnlyList<Annotation>, AnnotationKey?)>(
            async (context, cancel) =>
            {
                var rows = Apply(filter, context.Annotations.AsNoTracking());
                if (after is not null)
                {
                    rows = rows.Where(row =>
                        EF.Functions.LessThan(
                            ValueTuple.Create(row.CreateTime, row.Number),
                            ValueTuple.Create(after.CreateTime, after.Number)
                        )
                    );
                }
                var ordered = rows.OrderByDescending(row => row.CreateTime).ThenByDescending(row => row.Number);
                // One more, to see whether there is a next page.
                var found = await ordered.Take(limit + 1).ToListAsync(cancel);
                var next = found.Count > limit ? new AnnotationKey(found[limit - 1].CreateTime, found[limit - 1].Number) : null;
                return ([.. found.Take(limit).Select(ToAnnotation)], next);
            },
            cancellationToken
        );

    public Task<Annotation?> ChangeAsync(AnnotationId id, Func<Annotation, Annotation> change, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                var row = await context
                    .Annotations.FromSql($"select *, xmin from annotation where id = {id.Value} for update")
                    .FirstOrDefaultAsync(cancel);
                if (row is null)
                {
                    return null;
                }
                var changed = change(ToAnnotation(row));
                (row.AnnotatedTime, row.UserName) = (DateTimeOffset.FromUnixTimeSeconds(changed.AnnotatedTime), changed.User);
                (row.EndTime, row.UpdateTime) = (ToTime(changed.EndTime), Now());
                (row.Message, row.Data) = (changed.Message, changed.Data?.ToJsonString());
                await context.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return ToAnnotation(row);
            },
            cancellationToken
        );

    public Task<bool> DeleteAsync(AnnotationId id, CancellationToken cancellationToken)
    {
        var existed = false;
        return contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                existed |= await context.Annotations.Where(row => row.Id == id.Value).ExecuteDeleteAsync(cancel) > 0;
                // Where the answer to this is lost, the next attempt finds nothing, and knows that there was something.
                await transaction.CommitAsync(cancel);
                return existed;
            },
            cancellationToken
        );
    }

    /// <summary>Deletes the annotations of a resource of which nothing is monitored any more. Part of every transaction that unmonitors or
    /// deletes a metric, after that change.</summary>
    public static async Task DeleteOfUnmonitoredAsync(HtmItDbContext context, string resource, CancellationToken cancellationToken)
    {
        await LockResourceAsync(context, resource, cancellationToken);
        await context
            .Annotations.Where(row =>
                row.Resource == resource && !context.Metrics.Any(metric => metric.Resource == resource && metric.Status != 0)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Takes the annotations of a metric along to its new resource. Those of the old one as a whole stay there, as long as anything of it
    /// is monitored. Part of the transaction that moves the metric, after that change.</summary>
    public static async Task MoveAsync(HtmItDbContext context, Metric from, string resource, CancellationToken cancellationToken)
    {
        await LockResourceAsync(context, from.Resource, cancellationToken);
        await context
            .Annotations.Where(row => row.MetricId == from.Id.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Resource, resource), cancellationToken);
        if (from.IsMonitored)
        {
            await DeleteOfUnmonitoredAsync(context, from.Resource, cancellationToken);
        }
    }

    /// <summary>Changes of a resource's annotations that look at its metrics take turns: otherwise the last two metrics, unmonitored at the
    /// same time, would each see the other monitored still.</summary>
    private static Task<int> LockResourceAsync(HtmItDbContext context, string resource, CancellationToken cancellationToken) =>
        LockAsync(context, resource, cancellationToken);

    private static Task<int> LockAsync(HtmItDbContext context, string what, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended('htmit.annotation ' || {what}, 0))",
            cancellationToken
        );

    /// <summary>As the database keeps it: what is answered now must be what is read later.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static DateTimeOffset? ToTime(long? seconds) => seconds is { } value ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    private static IQueryable<AnnotationRow> Apply(AnnotationFilter filter, IQueryable<AnnotationRow> rows)
    {
        rows = filter.Client.Length > 0 ? rows.Where(row => row.Client == filter.Client) : rows;
        rows = filter.User.Length > 0 ? rows.Where(row => row.UserName == filter.User) : rows;
        rows = filter.Resource.Length > 0 ? rows.Where(row => row.Resource == filter.Resource) : rows;
        if (filter.Metric is { } metric)
        {
            rows = rows.Where(row => row.MetricId == metric.Value);
        }
        if (filter.Incident is { } incident)
        {
            rows = rows.Where(row => row.IncidentId == incident.Value);
        }
        if (filter.FromTime is { } from)
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(from);
            rows = rows.Where(row => (row.EndTime ?? row.AnnotatedTime) >= time);
        }
        if (filter.ToTime is { } to)
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(to);
            rows = rows.Where(row => row.AnnotatedTime <= time);
        }
        return rows;
    }

    private static AnnotationRow ToRow(Annotation annotation) =>
        new()
        {
            Id = annotation.Id.Value,
            AnnotatedTime = DateTimeOffset.FromUnixTimeSeconds(annotation.AnnotatedTime),
            EndTime = ToTime(annotation.EndTime),
            CreateTime = annotation.CreateTime,
            Client = annotation.Client,
            UserName = annotation.User,
            Resource = annotation.Resource,
            MetricId = annotation.Metric?.Value,
            IncidentId = annotation.Incident?.Value,
            Message = annotation.Message,
            Data = annotation.Data?.ToJsonString(),
        };

    private static Annotation ToAnnotation(AnnotationRow row) =>
        new(new(row.Id))
        {
            AnnotatedTime = row.AnnotatedTime.ToUnixTimeSeconds(),
            EndTime = row.EndTime?.ToUnixTimeSeconds(),
            CreateTime = row.CreateTime,
            UpdateTime = row.UpdateTime,
            Etag = row.Version.ToString("x", CultureInfo.InvariantCulture),
            Client = row.Client,
            User = row.UserName,
            Resource = row.Resource,
            Metric = row.MetricId is { } metric ? new MetricId(metric) : null,
            Incident = row.IncidentId is { } incident ? new IncidentId(incident) : null,
            Message = row.Message,
            Data = row.Data is { } data ? JsonNode.Parse(data)!.AsObject() : null,
        };
}
