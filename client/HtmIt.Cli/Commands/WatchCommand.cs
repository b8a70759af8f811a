using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit watch</c>: rows as they come.</summary>
internal sealed class WatchCommand
{
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(200);

    private readonly Argument<string[]> _metrics = new("METRIC")
    {
        Description = "Names of metrics as lists show them, or resource names. None means all.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<DateTimeOffset?> _from = TimeArgument.Create("--from", "Start with the stored rows at or after this time.");
    private readonly Option<double?> _minScore = new("--min-score")
    {
        Description = "Only rows with at least this anomaly likelihood, 0 to 1.",
    };
    private readonly Option<double?> _minSurprise = new("--min-surprise")
    {
        Description = "Only rows with at least this surprise, in decades.",
    };
    private readonly Option<TimeSpan?> _seconds = Following.SecondsOption();

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var watch = new WatchCommand();
        var command = new Command("watch", "Follow rows as they are stored and scored.")
        {
            watch._metrics,
            watch._from,
            watch._minScore,
            watch._minSurprise,
            watch._seconds,
        };
        command.Run(globals, terminal, watch.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var resources = new List<string>();
        foreach (var metric in parsed.GetValue(_metrics) ?? [])
        {
            resources.Add((await names.GetAsync(metric, cancellationToken)).Name);
        }

        // Is anybody there? A watch would wait for the server to come back.
        await context.Client.Data.GetProcessingStatisticsAsync(null, cancellationToken);
        var options = new WatchOptions
        {
            Metrics = resources,
            StartTime = parsed.GetValue(_from),
            MinAnomalyScore = parsed.GetValue(_minScore),
            MinSurprise = parsed.GetValue(_minSurprise),
        };
        return await Following.RunAsync(
            context,
            parsed.GetValue(_seconds),
            async token =>
            {
                var events = context.Client.Data.WatchAsync(options, token);
                await (
                    context.IsLive ? DrawAsync(context, events, names, token) : WriteAsync(context, events, names, options.StartTime, token)
                );
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
        await foreach (var step in events)
        {
            context.WarnOfRemovedRows(from, step.KeptSince);
            if (step is WatchRows batch)
            {
                foreach (var row in batch.Rows)
                {
                    var metric = await names.OfAsync(row.Metric, cancellationToken);
                    if (context.IsJson)
                    {
                        context.WriteJson(JsonOutput.Of(row, metric.MetricName));
                    }
                    else
                    {
                        context.Terminal.Out.WriteLine(Describe(row, MetricNames.Of(metric)));
                    }
                }
            }
            else if (context.IsJson)
            {
                context.WriteJson(new { Event = NameOf(step), step.Position });
            }
            else if (step is not WatchIdle)
            {
                context.Terminal.Out.WriteLine($"-- {NameOf(step).Replace('_', ' ')}");
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
        var board = new LiveBoard($"{context.Address} (UTC, Ctrl-C ends)") { Status = "catching up" };
        var reading = ReadAsync(events, board, names, cancellationToken);
        using var timer = new PeriodicTimer(DrawInterval, context.Terminal.TimeProvider);
        await context
            .Terminal.Ansi.Live(board.Render())
            .StartAsync(async live =>
            {
                while (!reading.IsCompleted)
                {
                    live.UpdateTarget(board.Render(maxLines: Math.Max(5, context.Terminal.Ansi.Profile.Height - 6)));
                    await Task.WhenAny(reading, timer.WaitForNextTickAsync(cancellationToken).AsTask());
                }

                await reading;
            });
    }

    private static async Task ReadAsync(
        IAsyncEnumerable<WatchEvent> events,
        LiveBoard board,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in events)
        {
            if (step is WatchRows batch)
            {
                foreach (var row in batch.Rows)
                {
                    board.Add(row, MetricNames.Of(await names.OfAsync(row.Metric, cancellationToken)));
                }
            }
            else if (step is not WatchIdle)
            {
                board.Status = step is WatchCaughtUp ? "live" : NameOf(step);
            }
        }
    }

    private static string NameOf(WatchEvent step) =>
        step switch
        {
            WatchCaughtUp => "caught_up",
            WatchFellBehind => "fell_behind",
            WatchReconnected => "reconnected",
            _ => "idle",
        };

    private static string Describe(MetricDataRow row, string metricName) =>
        $"{Show.Time(row.Time)}  {metricName}  {Show.Value(row.Value)}  score {Show.Score(row.Score?.Likelihood)}  "
        + $"surprise {Show.Surprise(row.Score?.Surprise)}  {Show.ColorName(row.Score)}";
}
