using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Plotting;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Common;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit plot</c>: a metric as a picture, or as a chart in the terminal.</summary>
internal sealed class PlotCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = MetricNames.Help };
    private readonly Option<FileInfo?> _file = new("-o", "--out")
    {
        Description = "The picture to write: FILE.png or FILE.svg. Without it, a chart in the terminal.",
    };
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "First time to show.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Last time to show.");
    private readonly Option<FileInfo?> _labels = new("--labels")
    {
        Description = "Windows to shade: a JSON file of the form { \"dir/metric.csv\": [[\"start\", \"end\"], …] }.",
    };
    private readonly Option<string?> _key = new("--labels-key")
    {
        Description = "Which entry of the labels. Default: the one whose file has the metric's name.",
    };
    private readonly Option<double> _minSeverity = new("--min-severity")
    {
        Description = "Shade incidents of at least this severity, and mark the rows at which they are noticed or raised.",
        DefaultValueFactory = _ => 3,
    };
    private readonly Option<int> _width = new("--width") { Description = "Width in pixels.", DefaultValueFactory = _ => 1600 };
    private readonly Option<int> _height = new("--height") { Description = "Height in pixels.", DefaultValueFactory = _ => 1000 };

    public PlotCommand()
        : base("plot", "Draw a metric with its scores.")
    {
        Takes(_metric, _file, _from, _to, _labels, _key, _minSeverity, _width, _height);
        _file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { } file && file.Extension.ToLowerInvariant() is not (".png" or ".svg"))
            {
                result.AddError($"'{file.Name}' must end in .png or .svg.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        var options = new ListMetricDataOptions
        {
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
            IncludeUnscored = true,
            Order = DataOrder.Ascending,
            PageSize = 10_000,
        };
        var rows = await context.Client.Metrics[metric].ListDataAsync(options, cancellationToken).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            throw new CliException($"Metric '{MetricNames.Of(metric)}' has no rows in this time.");
        }

        var picture = new PlotData(HarmlessText.Of(MetricNames.Of(metric)), rows, context.Get(_minSeverity))
        {
            Unit = HarmlessText.Of(metric.Unit),
            LearningState = await new LearningText(context.Client).OfAsync(rows[^1], cancellationToken),
            Annotations = await ListAnnotationsAsync(context, metric, rows, cancellationToken),
            Incidents = await ListIncidentsAsync(context, metric, cancellationToken),
            Windows = context.Get(_labels) is { } labels ? LabelWindows.Read(labels.FullName, context.Get(_key), metric.MetricName) : [],
        };
        if (context.Get(_file) is { } file)
        {
            MetricPlot.Save(picture, file.FullName, context.Get(_width), context.Get(_height));
        }
        else if (!context.Output.IsJson)
        {
            TerminalChart.Write(picture, context.Terminal.Ansi);
        }

        Report(context, metric, picture, context.Get(_file));
        return ExitCodes.Ok;
    }

    private async Task<IReadOnlyList<TimeWindow>> ListIncidentsAsync(
        CommandContext context,
        Metric metric,
        CancellationToken cancellationToken
    )
    {
        var options = new ListIncidentsOptions
        {
            Selector = new() { Metrics = [metric.Name] },
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
            MinSeverity = context.Get(_minSeverity),
            PageSize = 1_000,
        };
        return await context
            .Client.Incidents.ListAsync(options, cancellationToken)
            .Select(incident => new TimeWindow(incident.Onset.Time, incident.Last.Time))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Of the time that is shown: those about the metric, and those about its resource as a whole.</summary>
    private static async Task<IReadOnlyList<PlotAnnotation>> ListAnnotationsAsync(
        CommandContext context,
        Metric metric,
        List<MetricDataRow> rows,
        CancellationToken cancellationToken
    )
    {
        var options = new ListAnnotationsOptions
        {
            Resource = metric.Resource,
            StartTime = rows[0].Time,
            EndTime = rows[^1].Time,
        };
        return await context
            .Client.Annotations.ListAsync(options, cancellationToken)
            .Where(note => note.Metric == metric.Name || (note.Metric.Length == 0 && note.Resource == metric.Resource))
            .OrderBy(note => note.Time)
            .Select(note => new PlotAnnotation(note.Time, HarmlessText.Of(note.Message)))
            .ToListAsync(cancellationToken);
    }

    private static void Report(CommandContext context, Metric metric, PlotData picture, FileInfo? file)
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(
                new PlotSummaryView(
                    metric.MetricName,
                    file?.FullName,
                    Rows: picture.Rows.Count,
                    ScoredRows: picture.Rows.Count(row => row.Score is not null),
                    MarkedRows: picture.Marked.Count,
                    RedRows: picture.Red.Count,
                    Incidents: picture.Incidents.Count,
                    picture.MinSeverity,
                    From: picture.Rows[0].Time.UtcDateTime,
                    To: picture.Rows[^1].Time.UtcDateTime
                )
            );
        }
        else if (file is not null)
        {
            context.Terminal.Out.WriteLine(
                $"{file.FullName}: {Show.Count(picture.Rows.Count)} rows, {Show.Count(picture.Marked.Count)} of them with severity ≥ {Show.Surprise(picture.MinSeverity)}, of {Show.Count(picture.Incidents.Count, "incident")}"
            );
        }
    }
}
