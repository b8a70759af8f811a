using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices simulate</c>.</summary>
internal sealed class SimulateDeviceCommand : CliCommand
{
    private readonly Argument<string?> _device = new("DEVICE")
    {
        Description = "The device whose settings hold for what no option says. Default: a new device.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<double?> _severity = new("--severity") { Description = "Lowest severity of an incident that notifies." };
    private readonly Option<NotificationScore?> _score = new Option<NotificationScore?>("--score")
    {
        Description = "The score to go by.",
    }.Among("severity", "likelihood");
    private readonly Option<double?> _likelihoodThreshold = new("--likelihood-threshold")
    {
        Description = "Lowest anomaly likelihood that notifies, 0 to 1.",
    };
    private readonly Option<TimeSpan?> _quietPeriod = SecondsOption.Create(
        "--quiet-period",
        "Seconds the device is spared after an unseen notification of a resource."
    );
    private readonly SelectorOptions _selector = new();
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "First sample time. Default: seven days before the last.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Last sample time. Default: now.");
    private readonly Option<int> _limit = LimitOption.Create(usual: 50);

    public SimulateDeviceCommand()
        : base("simulate", "Tell how often and when a device would have been told, by settings to try.") =>
        Takes(
            _device,
            _severity,
            _score,
            _likelihoodThreshold,
            _quietPeriod,
            _selector.Labels,
            _selector.Names,
            _selector.Resources,
            _selector.Statuses,
            _from,
            _to,
            _limit
        );

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new SimulateDeviceOptions
        {
            Device = context.Get(_device),
            Settings = new()
            {
                SeverityThreshold = context.Get(_severity),
                Score = context.Get(_score),
                LikelihoodThreshold = context.Get(_likelihoodThreshold),
                QuietPeriod = context.Get(_quietPeriod),
            },
            Selector = _selector.Read(context),
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
        };
        var simulation = await context.Client.Devices.SimulateAsync(options, cancellationToken);
        var limit = context.Get(_limit);
        var shown = limit > 0 ? simulation.Notifications.Take(limit).ToList() : simulation.Notifications;
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new DeviceSimulationView(simulation, shown));
            return ExitCodes.Ok;
        }

        if (shown.Count > 0)
        {
            context.Terminal.Ansi.Write(await ToTableAsync(shown, simulation.Device.Score, context, cancellationToken));
        }

        foreach (var line in Summarize(simulation, shown.Count))
        {
            await context.Terminal.Out.WriteLineAsync(line);
        }

        return ExitCodes.Ok;
    }

    private static async Task<FittedTable> ToTableAsync(
        IReadOnlyList<SimulatedNotification> shown,
        NotificationScore score,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var names = new MetricNames(context.Client);
        var byLikelihood = score == NotificationScore.Likelihood;
        var table = new FittedTable([
            Clocks.Title("time"),
            "what",
            "~metric",
            byLikelihood ? ">likelihood" : ">severity",
            ">value",
            "?#incident",
        ]);
        foreach (var one in shown)
        {
            string[] cells =
            [
                Show.Time(one.Time),
                one.Kind.ToString().ToLowerInvariant(),
                await names.OfAsync(one.Key, one.Metric, cancellationToken),
                byLikelihood ? Show.Score(one.AnomalyLikelihood) : Show.Surprise(one.Severity),
                Show.Value(one.Value),
                one.Incident.Length == 0 ? "-" : one.Incident,
            ];
            table.Add([.. cells.Select(text => new FittedCell(text))]);
        }

        return table;
    }

    private static IEnumerable<string> Summarize(DeviceSimulation simulation, int shown)
    {
        var total = simulation.Counts.Values.Sum();
        var kinds = simulation.Counts.Select(one => $"{one.Key.ToString().ToLowerInvariant()} {Show.Count(one.Value)}");
        yield return $"{Show.Time(simulation.StartTime)} to {Show.Time(simulation.EndTime)}, {ThresholdOf(simulation.Device)}: "
            + (
                total == 0
                    ? "would have been told nothing"
                    : $"would have been told {Show.Count(total, "time")} ({string.Join(", ", kinds)})"
            );
        if (total > shown)
        {
            yield return $"shown: the first {Show.Count(shown)}";
        }

        if (simulation.HeldBack.Count > 0)
        {
            yield return $"never told: {string.Join(", ", simulation.HeldBack.Select(one => $"{Show.Count(one.Value)} because {HoldBackText.Of(one.Key)}"))}";
        }
    }

    private static string ThresholdOf(Device device) =>
        device.Score == NotificationScore.Likelihood
            ? $"likelihood {Show.Score(device.LikelihoodThreshold)} and more"
            : $"severity {Show.Value(device.SeverityThreshold)} and more";
}
