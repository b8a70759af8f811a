using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit rank</c>: what is most out of the ordinary.</summary>
internal sealed class RankCommand : CliCommand
{
    private readonly Option<double> _hours = new("--hours")
    {
        Description = "Length of the window, 0.02 to 744, in steps of 24 seconds. It ends with each metric's own newest sample.",
        DefaultValueFactory = _ => 24,
    };
    private readonly Option<bool> _newest = new("--newest")
    {
        Description = "End all windows with the newest sample of all metrics: those whose data are older have nothing in it.",
    };
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "Only samples after this time, up to --to, or for --hours.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Only samples up to this time, from --from on, or for --hours.");
    private readonly Option<bool> _byName = new("--by-name") { Description = "Order by name instead of by rank." };
    private readonly Option<RankingScore> _by = new Option<RankingScore>("--by")
    {
        Description = "What to go by: surprises or display values, added up, or the largest severity. Default: what the server is set to.",
    }.Among("surprise", "display-value", "severity");
    private readonly SelectorOptions _selector = new();
    private readonly Option<int> _limit = LimitOption.Create(usual: 20);
    private readonly Option<bool> _includeLearning = LearningOption.Include();
    private readonly Option<bool> _watch = new("--watch") { Description = "Go on, and show it again whenever it changed; by rank." };
    private readonly Option<TimeSpan?> _seconds = SecondsOption.Create(
        "--seconds",
        "End a watch after so many seconds. Default: at Ctrl-C."
    );

    public RankCommand()
        : base("rank", "Rank metrics by how much of the unusual they had over a period.")
    {
        Takes(
            _hours,
            _newest,
            _from,
            _to,
            _byName,
            _by,
            _selector.Labels,
            _selector.Names,
            _selector.Resources,
            _selector.Statuses,
            _limit,
            _includeLearning,
            _watch,
            _seconds
        );
        Validators.Add(result =>
        {
            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
            if (IsGiven(_from) && IsGiven(_to) && IsGiven(_hours))
            {
                result.AddError("--from and --to say all about the window: leave out --hours.");
            }
            else if ((IsGiven(_from) || IsGiven(_to)) && IsGiven(_newest))
            {
                result.AddError("--from and --to say where the window ends: leave out --newest.");
            }
        });
    }

    public override bool IsForItsReader => true;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var limit = context.Get(_limit);
        var options = new RankingOptions(WindowOf(context))
        {
            Score = context.Get(_by),
            ByName = context.Get(_byName),
            Selector = _selector.Read(context),
            IncludeLearning = context.Get(_includeLearning),
            Size = limit,
        };
        if (!context.Get(_watch))
        {
            var head = await HeadAsync(context.Client.Anomalies.RankPagesAsync(options, cancellationToken), limit);
            await WriteAsync(context, head, new LearningText(context.Client), cancellationToken);
            return ExitCodes.Ok;
        }

        // Is anybody there? A watch would wait for the server to come back.
        await context.Client.Anomalies.ListPeriodsAsync(cancellationToken);
        return await Following.RunAsync(context, context.Get(_seconds), token => FollowAsync(context, options, token), cancellationToken);
    }

    private RankingWindow WindowOf(CommandContext context)
    {
        var length = TimeSpan.FromSeconds(Math.Round(context.Get(_hours) * 3_600));
        return (WholeSeconds(context.Get(_from)), WholeSeconds(context.Get(_to))) switch
        {
            ({ } from, { } to) => RankingWindow.Between(from, to),
            ({ } from, null) => RankingWindow.Between(from, from + length),
            (null, { } to) => RankingWindow.Between(to - length, to),
            _ => context.Get(_newest) ? RankingWindow.EndingWithNewest(length) : RankingWindow.EndingWithEachMetric(length),
        };
    }

    /// <summary>Windows have whole seconds, which "an hour ago" has not.</summary>
    private static DateTimeOffset? WholeSeconds(DateTimeOffset? time) =>
        time is { } given ? DateTimeOffset.FromUnixTimeSeconds(given.ToUnixTimeSeconds()) : null;

    private static async Task FollowAsync(CommandContext context, RankingOptions options, CancellationToken cancellationToken)
    {
        var learning = new LearningText(context.Client);
        await foreach (var ranking in context.Client.Anomalies.WatchAsync(options, cancellationToken))
        {
            await WriteAsync(context, ranking, learning, cancellationToken);
            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The head of a ranking, as one page.</summary>
    private static async Task<Ranking> HeadAsync(IAsyncEnumerable<Ranking> pages, int limit)
    {
        Ranking? head = null;
        await foreach (var page in pages)
        {
            IReadOnlyList<RankedMetric> metrics = [.. head?.Metrics ?? [], .. page.Metrics];
            head = page with { Metrics = limit > 0 ? [.. metrics.Take(limit)] : metrics };
            if (limit > 0 && metrics.Count >= limit)
            {
                break;
            }
        }

        return head!;
    }

    private static async Task WriteAsync(
        CommandContext context,
        Ranking ranking,
        LearningText learning,
        CancellationToken cancellationToken
    )
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new RankingView(ranking));
            return;
        }

        var notes = new Dictionary<string, string>();
        foreach (var metric in ranking.Metrics.Select(ranked => ranked.Metric).Where(metric => metric.Status == MetricStatus.Active))
        {
            notes[metric.Name] = await learning.OfAsync(metric.Name, metric.LastRowId, cancellationToken);
        }

        var table = RankingTable.Of(ranking, notes);
        if (context.Output.WriteTable(table))
        {
            context.Output.Explain(table, RankingTable.LegendOf(ranking), "Resources by their largest, the metrics of one by name.");
        }
    }
}
