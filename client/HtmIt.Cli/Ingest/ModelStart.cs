using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Ingest;

/// <summary>Has metrics monitored whose samples are stored, so that the range of the whole file sets up their models.</summary>
internal sealed class ModelStart(CommandContext context, Func<MetricTarget, ModelSpec> toSpec)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> _begun = [];

    /// <summary>Has a metric monitored from its first row on.</summary>
    public async Task BeginAsync(MetricKey key, CancellationToken cancellationToken)
    {
        var result = await context.Client.Models.CreateAsync(toSpec(MetricTarget.ByKey(key)), cancellationToken);
        if (result.Created)
        {
            _begun.Add(result.Model.Metric.Name);
        }
    }

    public async Task<IReadOnlyList<ModelState>> StartAsync(
        IReadOnlyDictionary<string, string> metrics,
        CancellationToken cancellationToken
    )
    {
        var states = new List<ModelState>();
        foreach (var (_, name) in metrics.Where(metric => metric.Value.Length > 0))
        {
            var spec = toSpec(MetricTarget.ByResourceName(name));
            var result = await context.Client.Models.CreateAsync(spec, cancellationToken);
            var metric = result.Model.Metric;
            states.Add(
                new ModelState(
                    result.Model.Name,
                    metric.Name,
                    metric.MetricName,
                    result.Created || _begun.Contains(metric.Name),
                    metric.Status,
                    metric.StatusMessage
                )
                {
                    RowCount = metric.LastRowId,
                }
            );
        }

        return states;
    }

    /// <summary>Waits until every row of every model is scored, or can't be.</summary>
    public async Task<IReadOnlyList<ModelState>> WaitAsync(IReadOnlyList<ModelState> states, CancellationToken cancellationToken)
    {
        var clock = context.Clock;
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        await using var progress = ProgressView.Start(context.Output, "scoring", states.Sum(state => state.RowCount));
        while (true)
        {
            states = await Task.WhenAll(states.Select(state => RefreshAsync(state, cancellationToken)));
            progress.Report(states.Sum(state => state.ScoredRowCount));
            if (states.All(state => state.IsSettled))
            {
                var seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3);
                return [.. states.Select(state => state with { ScoringSeconds = seconds })];
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task<ModelState> RefreshAsync(ModelState state, CancellationToken cancellationToken)
    {
        // Status first: rows that are stored in between count as unscored, never the other way round.
        var model = await context.Client.Models[state.Name].GetAsync(cancellationToken);
        var statistics = await context.Client.Metrics[MetricTarget.ByResourceName(state.Metric)].GetStatisticsAsync(cancellationToken);
        return state with
        {
            Status = model.Metric.Status,
            StatusMessage = model.Metric.StatusMessage,
            RowCount = statistics.RowCount,
            ScoredRowCount = statistics.ScoredRowCount,
        };
    }
}
