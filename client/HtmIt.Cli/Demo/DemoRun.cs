using System.Collections.Concurrent;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Demo;

/// <summary>One demo: a server, the machine's samples, a history, a view of it all. Ends what it started.</summary>
internal sealed class DemoRun
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(2);

    private readonly CommandContext _context;
    private readonly DemoOptions _options;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly string _prefix;
    private readonly DemoFeed _feed;
    private readonly DemoHistory _history;
    private readonly LearningText _learning;
    private readonly IncidentTracker _tracker = new();
    private readonly ConcurrentDictionary<string, bool> _found = new();
    private readonly DemoView _view;
    private readonly ScoreCounter _liveScores;
    private ScoreCounter _historyScores;
    private double? _secondsToFirstScore;
    private bool _startedServer;
    private int _metricCount;

    public DemoRun(CommandContext context, DemoOptions options)
    {
        _context = context;
        _options = options;
        _clock = context.Clock;
        _started = _clock.GetTimestamp();
        _prefix = $"host.{HostName()}.";
        _feed = new DemoFeed(context, new HostMonitor(_clock), _prefix);
        _history = new DemoHistory(context);
        _learning = new LearningText(context.Client);
        _view = new DemoView(context, _tracker, isTimed: options.Duration is not null);
        _liveScores = new ScoreCounter(_clock.GetUtcNow().AddSeconds(-1));
        _historyScores = new ScoreCounter(DateTimeOffset.MaxValue);
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _view.Say($"Looking for a server at {_context.Address} …");
        await using var server = await DemoServer.EnsureAsync(_context, _options, cancellationToken);
        _startedServer = server is not null;
        Introduce(server?.Endpoints);

        var left = _options.Duration is { } duration ? duration - _clock.GetElapsedTime(_started) : Timeout.InfiniteTimeSpan;
        using var timer = new CancellationTokenSource(_options.Duration is null || left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        await RunPartsAsync(ending);
        WriteSummary();
        return ExitCodes.Ok;
    }

    /// <summary>Runs until the end is asked for. A part that fails ends the others and the demo.</summary>
    private async Task RunPartsAsync(CancellationTokenSource ending)
    {
        List<Func<CancellationToken, Task>> parts = [RunLiveAsync, _view.RunAsync];
        if (_options.LoadHistory)
        {
            parts.Add(RunHistoryAsync);
        }

        await Task.WhenAll(parts.Select(part => GuardAsync(part, ending)));
    }

    private static async Task GuardAsync(Func<CancellationToken, Task> part, CancellationTokenSource ending)
    {
        try
        {
            await part(ending.Token);
        }
        catch (Exception exception) when (ending.IsCancellationRequested && exception is OperationCanceledException or HtmItException)
        {
            // The end was asked for. A server that had the same Ctrl-C may be gone before the last call.
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task RunLiveAsync(CancellationToken cancellationToken)
    {
        var names = await _feed.MonitorAsync(cancellationToken);
        if (names.Count == 0)
        {
            _view.Say("This machine has no /proc; only the generated history is shown.");
            return;
        }

        Interlocked.Add(ref _metricCount, names.Count);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = _clock.GetUtcNow().AddMinutes(-1);
        await Task.WhenAll(
            GuardAsync(_feed.RunAsync, either),
            GuardAsync(token => FollowAsync(names, start, OnLiveRow, token), either),
            GuardAsync(token => FollowIncidentsAsync(names, start, token), either)
        );
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task RunHistoryAsync(CancellationToken cancellationToken)
    {
        _view.Status = "history: loading";
        var names = await _history.LoadAsync(cancellationToken);
        Interlocked.Add(ref _metricCount, names.Count);
        // A history that an earlier run loaded is shown, but its scores are not this run's work.
        _historyScores = new ScoreCounter(_history.StoredCount > 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(
            GuardAsync(token => FollowAsync(names, _history.Start, OnHistoryRow, token), either),
            GuardAsync(token => FollowIncidentsAsync(names, _history.Start, token), either),
            GuardAsync(ShowBacklogAsync, either)
        );
    }

    private async Task FollowAsync(
        IReadOnlyDictionary<string, string> names,
        DateTimeOffset start,
        Action<MetricDataRow> onRow,
        CancellationToken cancellationToken
    )
    {
        var options = new WatchOptions
        {
            Selector = new() { Metrics = [.. names.Keys] },
            Start = WatchStart.Since(start),
        };
        await foreach (var step in _context.Client.Data.WatchAsync(options, cancellationToken))
        {
            foreach (var row in (step as WatchRows)?.Rows ?? [])
            {
                onRow(row);
                var name = names[row.Metric];
                _view.Add(row, name, await _learning.OfAsync(row, cancellationToken), UnitOf(name));
            }
        }
    }

    private async Task FollowIncidentsAsync(
        IReadOnlyDictionary<string, string> names,
        DateTimeOffset start,
        CancellationToken cancellationToken
    )
    {
        var options = new WatchIncidentsOptions
        {
            Selector = new() { Metrics = [.. names.Keys] },
            Start = WatchStart.Since(start),
            MinSeverity = _options.MinSeverity,
        };
        await foreach (var step in _context.Client.Incidents.WatchAsync(options, cancellationToken))
        {
            foreach (var change in (step as WatchIncidents)?.Changes ?? [])
            {
                var name = names[change.Incident.Metric];
                _view.Add(change.Incident, name, await MarkOfAsync(change.Incident, name, cancellationToken));
            }
        }
    }

    /// <summary>Of the history it is known what belongs in it; of everything, whether the model had learnt.</summary>
    private async ValueTask<string> MarkOfAsync(Incident incident, string metricName, CancellationToken cancellationToken)
    {
        var generated = GeneratedHistory.Metrics.FirstOrDefault(metric => metric.Name == metricName);
        if (generated?.When?.Covers(_history.Start, incident.Onset.Time, incident.Last.Time) == true)
        {
            _found.TryAdd(metricName, true);
            return "planted";
        }

        var learning = await _learning.OfAsync(incident.Metric, incident.Noticed.RowId, cancellationToken);
        return learning.Length > 0 ? learning
            : generated is not null ? "not planted"
            : "";
    }

    private static string UnitOf(string metricName) =>
        HostMonitor.Metrics.FirstOrDefault(metric => metricName.EndsWith($".{metric.Name}", StringComparison.Ordinal))?.Unit ?? "";

    private void OnLiveRow(MetricDataRow row)
    {
        if (_liveScores.Add(row) && _secondsToFirstScore is null)
        {
            _secondsToFirstScore = Math.Round(_clock.GetElapsedTime(_started).TotalSeconds, 2);
            _view.Say($"First live score after {_secondsToFirstScore} s.");
        }
    }

    private void OnHistoryRow(MetricDataRow row) => _historyScores.Add(row);

    private async Task ShowBacklogAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StatusInterval, _clock);
        do
        {
            var waiting = (await _context.Client.Data.GetProcessingStatisticsAsync(cancellationToken)).UnprocessedRowCount;
            _view.Status = waiting > 0 ? $"history: {Show.Count(waiting)} rows wait for their score" : "all rows are scored; live";
        } while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Introduce(IReadOnlyDictionary<string, string>? endpoints)
    {
        _view.Say(
            endpoints is null
                ? $"Using the server at {_context.Address}; the demo's metrics go to its data. To be rid of them: htmit metrics delete 'demo.*', and '{_prefix}*'."
                : $"Started a server: {string.Join(", ", endpoints.Select(e => $"{e.Key} {e.Value}"))}. Its data are in {_options.DataDirectory}, for demos alone."
        );
        _view.Say($"Incidents are told from a severity of {_options.MinSeverity:0.##} (--min-severity); the larger, the rarer.");
        if (!_options.LoadHistory)
        {
            return;
        }

        _view.Say("The metrics demo.* are a generated history of 14 days, 5-minute samples. Planted in it:");
        foreach (var metric in GeneratedHistory.Metrics)
        {
            _view.Say($"  {metric.Name}: {metric.Planted}");
        }
    }

    /// <summary>What serves the demo's data after the demo.</summary>
    private string ServerAgain()
    {
        var listen =
            _context.Address == GlobalOptions.ParseAddress(GlobalOptions.DefaultServer) ? "" : $" --listen {_context.Address.Authority}";
        return $"htmit serve{listen} --data-dir {ShellText.Of(_options.DataDirectory)}";
    }

    private void WriteSummary()
    {
        var planted = GeneratedHistory.Metrics.Where(metric => metric.When is not null).ToList();
        if (_options.LoadHistory)
        {
            _view.Say($"Found {_found.Count} of {planted.Count} that were planted:");
            planted.ForEach(metric =>
                _view.Say($"  {(_found.ContainsKey(metric.Name) ? "found    " : "not found")} {metric.Name}: {metric.Planted}")
            );
        }

        string[] next = ["htmit incidents list", $"htmit list {planted[0].Name}", $"htmit plot {planted[0].Name} -o demo.png"];
        _view.Say(NextText.Of(_startedServer ? [$"{ServerAgain()}   then", .. next] : next));
        var summary = new DemoSummary(
            _metricCount,
            _feed.StoredCount + _history.StoredCount,
            _liveScores.Count + _historyScores.Count,
            _tracker.Incidents.Count,
            _secondsToFirstScore
        );
        if (_view.IsLive)
        {
            _view.Say(
                $"{Show.Count(summary.Samples)} samples of {summary.Metrics} metrics stored, {Show.Count(summary.Scored)} scored, {summary.Incidents} incident(s). The next run goes on from here."
            );
        }
        else
        {
            _context.Output.WriteJson(summary);
        }
    }

    /// <summary>The machine's name, as a metric's name may have it.</summary>
    private static string HostName() =>
        new([.. Environment.MachineName.Select(character => char.IsWhiteSpace(character) || char.IsControl(character) ? '-' : character)]);
}
