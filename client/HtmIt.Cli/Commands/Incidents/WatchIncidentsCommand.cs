using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Incidents;

/// <summary><c>htmit incidents watch</c>.</summary>
internal sealed class WatchIncidentsCommand : CliCommand
{
    private readonly IncidentOptions _options = new();
    private readonly Option<GivenTime?> _from = TimeOption.Create(
        "--from",
        "Start with the stored incidents that went on at or after this time."
    );
    private readonly Option<string?> _after = new("--after")
    {
        Description = "Continue after this position, as printed with --output json.",
        HelpName = "POSITION",
    };
    private readonly Option<TimeSpan?> _seconds = Following.DurationOption();

    public WatchIncidentsCommand()
        : base("watch", "Follow incidents as they open, become more severe and end.")
    {
        Takes([_options.Metrics, .. _options.Selector, _from, _after, _options.MinSeverity, _seconds]);
        Validators.Add(result =>
        {
            if (result.GetValue(_from) is not null && result.GetValue(_after) is not null)
            {
                result.AddError("--from and --after exclude each other.");
            }
        });
    }

    public override bool IsForItsReader => true;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        // Is anybody there? A watch would wait for the server to come back.
        await context.Client.Data.GetProcessingStatisticsAsync(cancellationToken);
        var options = new WatchIncidentsOptions
        {
            Selector = await _options.ReadSelectorAsync(context, names, cancellationToken),
            Start = ToStart(context),
            MinSeverity = context.Get(_options.MinSeverity),
        };
        return await Following.RunAsync(
            context,
            context.Get(_seconds),
            token => FollowAsync(context, context.Client.Incidents.WatchAsync(options, token), names, token),
            cancellationToken
        );
    }

    private WatchStart ToStart(CommandContext context) =>
        context.Get(_after) is { Length: > 0 } position ? WatchStart.After(position)
        : context.Get(_from) is { } time ? WatchStart.Since(time)
        : WatchStart.Now;

    private async Task FollowAsync(
        CommandContext context,
        IAsyncEnumerable<WatchEvent> events,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in events)
        {
            context.Output.WarnOfRemovedRows(context.Get(_from), (step as WatchCaughtUp)?.KeptSince);
            if (step is WatchIncidents { Changes: var changes })
            {
                for (var i = 0; i < changes.Count; i++)
                {
                    // What came together is past only after its last one.
                    await WriteAsync(context, changes[i], i == changes.Count - 1 ? step.Position : null, names, cancellationToken);
                }
            }
            else if (context.Output.IsJson)
            {
                context.Output.WriteJson(new WatchEventView(Spell.Of(step), step.Position));
            }
            else if (step is not WatchIdle)
            {
                context.Terminal.Out.WriteLine($"-- {Spell.Of(step).Replace('_', ' ')}");
            }

            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    private static async Task WriteAsync(
        CommandContext context,
        IncidentChange change,
        string? position,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        var incident = change.Incident;
        var metric = await names.OfAsync(incident.Key, incident.Metric, cancellationToken);
        context.Output.Write(
            new IncidentChangeView(change.Kind, new IncidentView(incident), position),
            $"{change.Kind.ToString().ToLowerInvariant(), -6}  {IncidentLine.Of(incident, metric)}  {incident.Name}"
        );
    }
}
