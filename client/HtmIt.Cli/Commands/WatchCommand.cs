using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Client.Errors;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit watch</c>: rows as they come.</summary>
internal sealed class WatchCommand : CliCommand
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(200);

    private readonly Argument<string[]> _metrics = new("METRIC")
    {
        Description = "Names of metrics as lists show them, or resource names. None means all that the other options select.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly SelectorOptions _selector = new();
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "Start with the stored rows at or after this time.");
    private readonly Option<double?> _minAnomalyLikelihood = new("--min-anomaly-likelihood")
    {
        Description = "Only rows with at least this anomaly likelihood, 0 to 1.",
    };
    private readonly Option<double?> _minSurprise = new("--min-surprise")
    {
        Description = "Only rows with at least this surprise, in decades.",
    };
    private readonly Option<bool> _excludeLearning = LearningOption.Exclude();
    private readonly Option<TimeSpan?> _seconds = Following.DurationOption();

    public WatchCommand()
        : base("watch", "Follow rows as they are stored and scored.") =>
        Takes(
            _metrics,
            _selector.Labels,
            _selector.Names,
            _selector.Resources,
            _selector.Statuses,
            _from,
            _minAnomalyLikelihood,
            _minSurprise,
            _excludeLearning,
            _seconds
        );

    public override bool IsForItsReader => true;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var resources = new List<string>();
        foreach (var metric in context.Get(_metrics) ?? [])
        {
            resources.Add((await names.GetAsync(metric, cancellationToken)).Name);
        }

        // Is anybody there? A watch would wait for the server to come back.
        await context.Client.Data.GetProcessingStatisticsAsync(cancellationToken);
        var from = context.Get(_from);
        var options = new WatchOptions
        {
            Selector = _selector.Read(context) with { Metrics = resources },
            Start = from is { } time ? WatchStart.Since(time) : WatchStart.Now,
            MinAnomalyLikelihood = context.Get(_minAnomalyLikelihood),
            MinSurprise = context.Get(_minSurprise),
            ExcludeLearning = context.Get(_excludeLearning),
        };
        return await Following.RunAsync(
            context,
            context.Get(_seconds),
            async token =>
            {
                var events = context.Client.Data.WatchAsync(options, token);
                await (context.Output.IsLive ? DrawAsync(context, events, names, token) : WriteAsync(context, events, names, from, token));
            },
            cancellationToken
        );
    }

    private static async Task WriteAsync(
        CommandContext context,
        IAsyncEnumerable<WatchEvent> events,
        MetricNames names,
        DateTimeOffset? from,
        CancellationToken cancellationToken
    )
    {
        var learning = new LearningText(context.Client);
        await foreach (var step in events)
        {
            context.Output.WarnOfRemovedRows(from, (step as WatchCaughtUp)?.KeptSince);
            if (step is WatchRows batch)
            {
                foreach (var metric in batch.Metrics)
                {
                    var name = await names.OfAsync(metric, cancellationToken);
                    var unit = names.UnitOf(metric.Metric);
                    foreach (var row in metric.Rows)
                    {
                        var told = context.Output.IsJson ? "" : await learning.OfAsync(row, cancellationToken);
                        context.Output.Write(new MetricDataRowView(row, metric), Describe(row, name, unit, told));
                    }
                }
            }
            else if (context.Output.IsJson)
            {
                context.Output.WriteJson(new WatchEventView(Spell.Of(step), step.Position) { Metrics = MetricsOf(step) });
            }
            else if (step is not WatchIdle)
            {
                context.Terminal.Out.WriteLine(
                    $"-- {Spell.Of(step).Replace('_', ' ')}{(MetricsOf(step) is { } metrics ? $": {metrics.Count}" : "")}"
                );
            }

            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    private static async Task DrawAsync(
        CommandContext context,
        IAsyncEnumerable<WatchEvent> events,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        var board = new LiveBoard($"{context.Address} ({Clocks.Name}, Ctrl-C ends)") { Status = "catching up" };
        var reading = ReadAsync(events, board, names, new LearningText(context.Client), cancellationToken);
        var looking = LookForServerAsync(context, board, reading, cancellationToken);
        using var timer = new PeriodicTimer(DrawInterval, context.Terminal.TimeProvider);
        await context
            .Terminal.Ansi.Live(board.Render(context.Terminal.Ansi.Profile))
            .Cropping(VerticalOverflowCropping.Bottom)
            .StartAsync(async live =>
            {
                // Asked to end, no tick is awaited any more: without a look at the token this would spin, even inside of the call that cancels.
                while (!reading.IsCompleted && !cancellationToken.IsCancellationRequested)
                {
                    live.UpdateTarget(board.Render(context.Terminal.Ansi.Profile));
                    await Task.WhenAny(reading, timer.WaitForNextTickAsync(cancellationToken).AsTask());
                }

                await reading;
            });
        await looking;
    }

    /// <summary>A watch waits for a server that has gone to come back, and whoever looks at it should know.</summary>
    private static async Task LookForServerAsync(CommandContext context, LiveBoard board, Task reading, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, context.Terminal.TimeProvider);
        while (!reading.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(reading, timer.WaitForNextTickAsync(cancellationToken).AsTask());
            try
            {
                await context.Client.Data.GetProcessingStatisticsAsync(cancellationToken);
                board.Trouble = "";
            }
            catch (HtmItException fault) when (fault is ServerUnreachableException)
            {
                var since = board.Trouble.Length > 0 ? "" : $" since {Show.Time(context.Clock.GetUtcNow())}";
                board.Trouble = since.Length > 0 ? $"no rows{since}: {fault.Message}; trying again" : board.Trouble;
            }
            catch (Exception fault) when (fault is HtmItException or OperationCanceledException)
            {
                // The watch itself says what is wrong.
            }
        }
    }

    private static async Task ReadAsync(
        IAsyncEnumerable<WatchEvent> events,
        LiveBoard board,
        MetricNames names,
        LearningText learning,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in events)
        {
            if (step is WatchRows batch)
            {
                foreach (var metric in batch.Metrics)
                {
                    var name = await names.OfAsync(metric, cancellationToken);
                    var unit = names.UnitOf(metric.Metric);
                    foreach (var row in metric.Rows)
                    {
                        board.Add(row, name, await learning.OfAsync(row, cancellationToken), unit);
                    }
                }
            }
            else if (step is not WatchIdle)
            {
                board.Status = step is WatchCaughtUp or WatchMetricsAdded or WatchMetricsRemoved ? "live" : Spell.Of(step);
            }
        }
    }

    private static IReadOnlyList<string>? MetricsOf(WatchEvent step) =>
        step switch
        {
            WatchMetricsAdded added => added.Metrics,
            WatchMetricsRemoved removed => removed.Metrics,
            _ => null,
        };

    private static string Describe(MetricDataRow row, string metricName, string unit, string learning) =>
        ScoreText.Of(row, $"{Show.Time(row.Time)}  {metricName}  {Show.Value(row.Value, unit)}", learning);
}
