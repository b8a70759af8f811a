using System.Diagnostics;
using HtmIt.Faults.Checking;
using HtmIt.Faults.Clusters;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Injection;

namespace HtmIt.Faults.Laboratory;

/// <summary>Rounds on one cluster: each lets one fault strike under load, lets everything come to rest, and checks the whole history.</summary>
internal sealed class CrashLaboratory : IAsyncDisposable
{
    private const int LoadMilliseconds = 700;

    // For watches that are still on their way; rows they have not given by then are missed.
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(15);

    private readonly HashSet<Finding> _known = [];
    private readonly FaultSchedule _schedule;
    private readonly CrashOptions _options;
    private readonly Site _site;
    private readonly Workload _workload;
    private int _acknowledged;

    private CrashLaboratory(CrashOptions options, FaultSchedule schedule, Site site, Workload workload) =>
        (_options, _schedule, _site, _workload) = (options, schedule, site, workload);

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static async Task<CrashLaboratory> OpenAsync(CrashOptions options, CancellationToken cancellationToken)
    {
        var schedule = new FaultSchedule(options.Seed, options.Faults);
        var cluster = await FaultyCluster.CreateAsync(cancellationToken);
        FaultyServer? server = null;
        try
        {
            server = await FaultyServer.StartAsync(cluster.ConnectionString(FaultyCluster.Service), cancellationToken);
            return new(options, schedule, new(cluster, server), await Workload.StartAsync(server, cancellationToken));
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="TimeoutException">Something did not come to rest.</exception>
    public async Task<RoundResult> RunRoundAsync(int round, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var fault = _schedule.Next();
        var random = new Random(HashCode(_options.Seed, round));
        try
        {
            await _workload.SendDuringAsync(
                async () =>
                {
                    await Pause.ForAsync(LoadMilliseconds, cancellationToken);
                    await fault.StrikeAsync(_site, random, cancellationToken);
                    await Pause.ForAsync(LoadMilliseconds, cancellationToken);
                },
                cancellationToken
            );
        }
        catch (TimeoutException error)
        {
            await KeepAsync([], cancellationToken);
            throw new TimeoutException($"Round {round}, {fault.Name}: senders were left without an answer.", error);
        }
        var (record, table, findings) = await CheckAsync(cancellationToken);
        var acknowledged = record.Acknowledged.Count - _acknowledged;
        _acknowledged = record.Acknowledged.Count;
        if (findings.Count > 0)
        {
            await KeepAsync(table, cancellationToken);
        }
        return new(round, fault.Name, watch.Elapsed.TotalSeconds, acknowledged, findings);
    }

    public async ValueTask DisposeAsync()
    {
        await _workload.DisposeAsync();
        await _site.Server.DisposeAsync();
        await _site.Cluster.DisposeAsync();
    }

    /// <summary>The same in every process, unlike the framework's.</summary>
    private static int HashCode(int seed, int round) => unchecked((seed * 486_187_739) + round);

    /// <summary>Checks until the watches have given everything, or had time enough for it.</summary>
    private async Task<(Record Record, List<StoredRow> Table, IReadOnlyList<Finding> New)> CheckAsync(CancellationToken cancellationToken)
    {
        var table = await StoredTable.ReadAsync(_site.Cluster, cancellationToken);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var record = _workload.History.Take();
            var found = Checker.Check(record, table).Where(finding => !_known.Contains(finding)).ToArray();
            if (watch.Elapsed > CatchUp || found.All(finding => finding.Kind != FindingKind.Missed))
            {
                _known.UnionWith(found);
                return (record, table, found);
            }
            await Pause.ForAsync(200, cancellationToken);
        }
    }

    private async Task KeepAsync(IReadOnlyList<StoredRow> table, CancellationToken cancellationToken)
    {
        if (_options.KeepFolder is not { } folder)
        {
            return;
        }
        Directory.CreateDirectory(folder);
        await _workload.History.WriteAsync(Path.Combine(folder, "history.jsonl"), table, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.log"), _site.Server.Output, cancellationToken);
        File.Copy(_site.Cluster.LogFile, Path.Combine(folder, "postgres.log"), overwrite: true);
    }
}
