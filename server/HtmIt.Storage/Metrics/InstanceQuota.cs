using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Quotas;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HtmIt.Storage.Metrics;

/// <summary>Counts instances: distinct servers of monitored metrics, and autostacks without one.</summary>
internal sealed class InstanceQuota(StoreContexts contexts, IOptions<QuotaOptions> options) : IInstanceQuota
{
    /// <summary>Key of the lock that those who make instances take in turn. Any number that nobody else uses.</summary>
    private const long LockKey = 0x48746d49745175;

    public Task CheckAsync(string? server, CancellationToken cancellationToken) =>
        options.Value.Instances == 0
            ? Task.CompletedTask
            : contexts.RunAsync(
                async (context, cancel) =>
                {
                    await CountAsync(context, server, cancel);
                    return true;
                },
                cancellationToken
            );

    /// <summary>The same check inside the transaction that is about to make the instance: until that ends, nobody else makes one.</summary>
    /// <param name="server">The server of the metric to be monitored; null for an autostack to be made.</param>
    /// <exception cref="DomainException">QuotaExceeded.</exception>
    public async Task CheckAsync(HtmItDbContext context, string? server, CancellationToken cancellationToken)
    {
        if (options.Value.Instances == 0)
        {
            return;
        }
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        await CountAsync(context, server, cancellationToken);
    }

    private async Task CountAsync(HtmItDbContext context, string? server, CancellationToken cancellationToken)
    {
        var limit = options.Value.Instances;
        var servers = context.Metrics.Where(row => row.Status != StatusNumbers.Unmonitored).Select(row => row.Server).Distinct();
        // An autostack counts from its creation on, not from its first metric.
        var empty = context.Autostacks.Where(row => !context.Metrics.Any(metric => metric.AutostackId == row.Id)).Select(row => row.Id);
        var count = await servers.CountAsync(cancellationToken) + await empty.CountAsync(cancellationToken);
        if (
            server is not null
            && (await servers.AnyAsync(one => one == server, cancellationToken) || await IsOfAsync(empty, server, cancellationToken))
        )
        {
            return;
        }
        if (count >= limit)
        {
            throw QuotaErrors.QuotaExceeded(options.Value.Edition, count, limit);
        }
    }

    private static async Task<bool> IsOfAsync(IQueryable<Guid> autostacks, string server, CancellationToken cancellationToken) =>
        server.StartsWith(AutostackMetricSpec.ServerPrefix, StringComparison.Ordinal)
        && Guid.TryParseExact(server.AsSpan(AutostackMetricSpec.ServerPrefix.Length), "N", out var id)
        && await autostacks.ContainsAsync(id, cancellationToken);
}
