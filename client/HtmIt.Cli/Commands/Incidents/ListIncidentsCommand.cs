using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Client.Errors;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Incidents;

/// <summary><c>htmit incidents list</c>.</summary>
internal sealed class ListIncidentsCommand : CliCommand
{
    private const int LargestPage = 1_000;
    private const string Collection = "incidents/";

    // As the server takes it where none is given.
    private const double UsualSeverity = 3;

    private readonly IncidentOptions _options = new();
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "Only incidents that went on at or after this time.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Only incidents that began at or before this time.");
    private readonly Option<bool> _open = new("--open") { Description = "Only incidents that go on." };
    private readonly Option<bool> _ended = new("--ended") { Description = "Only incidents that are over." };
    private readonly Option<IncidentOrder> _by = new Option<IncidentOrder>("--by")
    {
        Description = "In which order: those noticed last first, or the most severe first. Default: noticed.",
    }.Among("noticed", "severity");
    private readonly Option<int> _limit = LimitOption.Create(usual: 50);

    public ListIncidentsCommand()
        : base("list", "List incidents, those noticed last or the most severe first.")
    {
        Takes([_options.Metrics, .. _options.Selector, _from, _to, _options.MinSeverity, _open, _ended, _by, _limit]);
        Validators.Add(result =>
        {
            if (result.GetValue(_open) && result.GetValue(_ended))
            {
                result.AddError("--open and --ended exclude each other.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var meant = await FindIncidentsAsync(context, names, cancellationToken);
        if (meant.Count > 0)
        {
            await WriteAsync(context, meant, names, cancellationToken);
            return ExitCodes.Ok;
        }

        var limit = context.Get(_limit);
        var options = new ListIncidentsOptions
        {
            Selector = await _options.ReadSelectorAsync(context, names, cancellationToken),
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
            MinSeverity = context.Get(_options.MinSeverity),
            State =
                context.Get(_open) ? IncidentState.Open
                : context.Get(_ended) ? IncidentState.Ended
                : IncidentState.Unspecified,
            Order = context.Get(_by),
            PageSize = limit > 0 ? Math.Min(limit, LargestPage) : LargestPage,
        };
        var listed = context.Client.Incidents.ListAsync(options, cancellationToken);
        var incidents = await (limit > 0 ? listed.Take(limit) : listed).ToListAsync(cancellationToken);
        await WriteAsync(context, incidents, names, cancellationToken);
        return ExitCodes.Ok;
    }

    /// <summary>The incidents whose names were given, or beginnings of them as narrow screens show them; none when metrics were.</summary>
    private async Task<List<Incident>> FindIncidentsAsync(CommandContext context, MetricNames names, CancellationToken cancellationToken)
    {
        var texts = context.Get(_options.Metrics) ?? [];
        if (!texts.All(text => ShortNames.IsBeginning(text) || text.StartsWith(Collection, StringComparison.Ordinal)))
        {
            return [];
        }

        foreach (var text in texts.Where(ShortNames.IsBeginning))
        {
            try
            {
                await names.AllAsync(text, cancellationToken);
                return [];
            }
            catch (MetricNotFoundException)
            {
                // No metric begins so: an incident may.
            }
        }

        return texts.Length == 0
            ? []
            : await context
                .Client.Incidents.ListAsync(new ListIncidentsOptions { MinSeverity = 0 }, cancellationToken)
                .Where(incident => texts.Any(text => ShortNames.Begins(incident.Name, text)))
                .ToListAsync(cancellationToken);
    }

    private async Task WriteAsync(CommandContext context, List<Incident> incidents, MetricNames names, CancellationToken cancellationToken)
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new IncidentsView(incidents.Select(incident => new IncidentView(incident))));
            return;
        }

        var learning = new LearningText(context.Client);
        var table = new FittedTable([
            Clocks.Title("onset"),
            "~metric",
            ">severity",
            "?state",
            "?>peak",
            $"?{Clocks.Title("peak")}",
            ".why",
            "#name",
        ]);
        foreach (var incident in incidents)
        {
            var state = await learning.OfAsync(incident.Metric, incident.Noticed.RowId, cancellationToken);
            Color? color = state.Length > 0 ? Color.Grey : null;
            string[] cells =
            [
                Show.Time(incident.Onset.Time),
                await names.OfAsync(incident.Key, incident.Metric, cancellationToken),
                Show.Surprise(incident.Severity),
                state.Length > 0 ? state : Spell.Of(incident.State),
                Show.Value(incident.Peak.Value),
                Show.Time(incident.Peak.Time),
                IncidentLine.Why(incident),
                incident.Name,
            ];
            table.Add([
                .. cells.Select((text, i) => new FittedCell(text, i == 2 ? color ?? Show.ColorOfSeverity(incident.Severity) : color)),
            ]);
        }

        var least = context.Get(_options.MinSeverity) ?? UsualSeverity;
        var none =
            least > 2
                ? $"none of severity {least.ToString(CultureInfo.InvariantCulture)} and more; --min-severity 2 shows all"
                : Output.NoRows;
        if (context.Output.WriteTable(table, none))
        {
            context.Output.Explain(
                table,
                [("severity", "3 is about once in 1,000 rows, and what people are told from")],
                "htmit incidents get NAME says all; a beginning of the name will do."
            );
        }
    }
}
