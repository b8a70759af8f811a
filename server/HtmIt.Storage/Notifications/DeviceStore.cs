using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Notifications;

/// <summary>The table of devices. Whatever changes it takes the lock on <c>commit_head</c> first and moves the thresholds there in the same
/// transaction, so that the very next commit goes by them, on whichever node.</summary>
internal sealed class DeviceStore(StoreContexts contexts, DatasourceRegistry datasources, TimeProvider time) : IDeviceStore
{
    public Task<Device?> FindAsync(string id, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                var row = await context.NotificationDevices.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel);
                return row is null ? null : NotificationRows.ToDevice(row, datasources);
            },
            cancellationToken
        );

    public Task<IReadOnlyList<Device>> ListAsync(string after, int limit, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<Device>>(
            async (context, cancel) =>
            {
                var rows = context.NotificationDevices.AsNoTracking().Where(row => string.Compare(row.Id, after) > 0);
                var page = await rows.OrderBy(row => row.Id).Take(limit).ToListAsync(cancel);
                return page.ConvertAll(row => NotificationRows.ToDevice(row, datasources));
            },
            cancellationToken
        );

    public Task<Device?> TrySaveAsync(Device device, Device? from, CancellationToken cancellationToken)
    {
        Device? saved = null;
        return ChangeAsync(
            async (context, cancel) =>
            {
                var row = await context.NotificationDevices.FirstOrDefaultAsync(row => row.Id == device.Id, cancel);
                var known = row is null ? null : NotificationRows.ToDevice(row, datasources);
                if (known?.Etag != from?.Etag)
                {
                    // When the answer to a commit was lost, what is there now is what the attempt before this one saved.
                    return known is not null && known.Etag == saved?.Etag && known.UpdateTime == saved.UpdateTime ? saved : null;
                }
                // As the database keeps it: what is answered now must be what is read later.
                var now = time.GetUtcNow();
                now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
                row ??= context
                    .NotificationDevices.Add(
                        new()
                        {
                            Id = device.Id,
                            CreateTime = now,
                            LastSeenTime = now,
                        }
                    )
                    .Entity;
                Apply(device, row, now);
                await context.SaveChangesAsync(cancel);
                return saved = NotificationRows.ToDevice(row, datasources);
            },
            cancellationToken
        );
    }

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        // Stays true for the attempt that follows when the answer to the commit is lost: it finds nothing to delete.
        var existed = false;
        return ChangeAsync(
            async (context, cancel) =>
                existed |= await context.NotificationDevices.Where(row => row.Id == id).ExecuteDeleteAsync(cancel) > 0,
            cancellationToken
        );
    }

    public Task<bool> TouchAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return contexts.RunAsync(
            async (context, cancel) =>
                await context
                    .NotificationDevices.Where(row => row.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenTime, now), cancel) > 0,
            cancellationToken
        );
    }

    /// <summary>Devices that only fetch, and have not since then. Who is told by mail, webhook or Alertmanager need not fetch, and must not be
    /// forgotten for it.</summary>
    internal Task<int> DeleteUnseenSinceAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
                // A look without the lock: commits need not wait for a purge that finds nothing.
                await Unseen(context, before).AnyAsync(cancel)
                    ? await ChangeAsync((inner, stop) => Unseen(inner, before).ExecuteDeleteAsync(stop), cancel)
                    : 0,
            cancellationToken
        );

    private static IQueryable<NotificationDeviceRow> Unseen(HtmItDbContext context, DateTimeOffset before) =>
        context.NotificationDevices.Where(row =>
            row.LastSeenTime < before && row.EmailAddress == "" && row.WebhookUrl == "" && row.AlertmanagerUrl == ""
        );

    private static void Apply(Device device, NotificationDeviceRow row, DateTimeOffset now)
    {
        row.EmailAddress = device.EmailAddress;
        row.WebhookUrl = device.WebhookUrl;
        row.WebhookSecret = device.ProtectedWebhookSecret;
        row.AlertmanagerUrl = device.AlertmanagerUrl;
        row.QuietPeriodSeconds = device.QuietPeriodSeconds;
        row.Score = (short)device.Score;
        row.LikelihoodThreshold = device.LikelihoodThreshold;
        row.SeverityThreshold = device.SeverityThreshold;
        row.MutedUntil = device.MutedUntil;
        row.Selectors = SelectorJson.Write(device.Selectors);
        row.UpdateTime = now;
        row.Version++;
    }

    private Task<T> ChangeAsync<T>(Func<HtmItDbContext, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                await context.Database.ExecuteSqlAsync($"select 1 from commit_head where id = 1 for update", cancel);
                var result = await change(context, cancel);
                // A statement of its own: it must see what others committed while this one waited for the lock.
                await context.Database.ExecuteSqlAsync(
                    $"""
                    update commit_head
                    set notify_likelihood = (select min(likelihood_threshold) from notification_device where score = 1),
                        notify_severity = (select min(severity_threshold) from notification_device where score = 2)
                    where id = 1
                    """,
                    cancel
                );
                await transaction.CommitAsync(cancel);
                return result;
            },
            cancellationToken
        );
}
