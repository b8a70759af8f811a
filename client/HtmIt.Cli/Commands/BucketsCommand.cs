using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit buckets</c>: a long history in short, its rows summed up.</summary>
internal sealed class BucketsCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = MetricNames.Help };
    private readonly Option<GivenTime?> _from = TimeOption.Create(
        "--from",
        "Only rows at or after this time. Default: a day before the end."
    );
    private readonly Option<GivenTime?> _to = TimeOption.Create(
        "--to",
        "Only rows before this time. Default: the metric's newest sample, with it."
    );
    private readonly Option<int?> _count = new("--count")
    {
        Description = "Into how many buckets of one width to divide the time, 1 to 10,000. Default: 24.",
    };
    private readonly Option<TimeSpan?> _width = SecondsOption.Create(
        "--width",
        "How wide the buckets are, in whole seconds; they start at multiples of it since 1970."
    );

    public BucketsCommand()
        : base("buckets", "Sum up a metric's rows in buckets of time.")
    {
        Takes(_metric, _from, _to, _count, _width);
        Validators.Add(result =>
        {
            if (result.GetResult(_count) is not null && result.GetResult(_width) is not null)
            {
                result.AddError("--count and --width can't be given together.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        var query = ToQuery(context, metric);
        var found = await context.Client.Metrics[metric].ListBucketsAsync(query, cancellationToken);
        context.Output.WarnOfRemovedRows(query.StartTime, found.KeptSince);
        context.Output.WriteTable(
            new BucketsView(metric, found),
            [
                Clocks.Title("from"),
                "?>rows",
                "?>first",
                "?>last",
                ">min",
                ">max",
                $">{Show.Title("mean", metric.Unit)}",
                ">surprise",
                "?>likelihood",
                "?>unscored",
                "gap",
            ],
            found.Buckets.Select(bucket =>
                new[]
                {
                    Show.Time(bucket.StartTime),
                    Show.Count(bucket.RowCount),
                    Show.Value(bucket.FirstValue),
                    Show.Value(bucket.LastValue),
                    Show.Value(bucket.MinValue),
                    Show.Value(bucket.MaxValue),
                    Show.Value(bucket.MeanValue),
                    Show.Surprise(bucket.MaxSurprise),
                    Show.Score(bucket.MaxAnomalyLikelihood),
                    Show.Count(bucket.UnscoredRowCount),
                    bucket.HasGap ? "yes" : "",
                }
            )
        );
        if (found.Buckets.Count > 0)
        {
            context.Output.Explain(
                "surprise, likelihood: the largest of the bucket. gap: rows are missing in it or before it. Buckets without rows are left out."
            );
        }

        return ExitCodes.Ok;
    }

    private BucketQuery ToQuery(CommandContext context, Metric metric)
    {
        var to = context.Get(_to) ?? metric.LastSampleTime?.AddSeconds(1) ?? context.Clock.GetUtcNow();
        var from = context.Get(_from) ?? to.AddDays(-1);
        return context.Get(_width) is { } width
            ? BucketQuery.ByWidth(from, to, width)
            : BucketQuery.ByCount(from, to, context.Get(_count) ?? 24);
    }
}
