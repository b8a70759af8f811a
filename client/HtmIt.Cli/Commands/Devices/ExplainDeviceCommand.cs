using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices explain</c>.</summary>
internal sealed class ExplainDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();
    private readonly Argument<string> _metric = new("METRIC") { Description = MetricNames.Help };

    public ExplainDeviceCommand()
        : base("explain", "Tell what holds notifications of a metric back from a device.") => Takes(_device, _metric);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        var explanation = await context.Client.Devices[context.Get(_device)!].ExplainAsync(metric.Name, cancellationToken);
        context.Output.Write(
            new DeviceExplanationView(explanation),
            Details.Of(
                ("newest row", explanation.RowId == 0 ? "none" : $"{explanation.RowId} of {Show.Time(explanation.SampleTime)}"),
                ("severity", Show.Surprise(explanation.Severity)),
                ("surprise", Show.Surprise(explanation.Surprise)),
                ("likelihood", Show.Score(explanation.AnomalyLikelihood)),
                ("held back by", explanation.HoldBacks.Count == 0 ? "nothing" : string.Join("; ", explanation.HoldBacks.Select(Describe))),
                ("told by", explanation.Channels.Count == 0 ? "nothing: it fetches" : string.Join(", ", explanation.Channels.Select(Spell)))
            )
        );
        return ExitCodes.Ok;
    }

    private static string Spell(NotificationChannel channel) => channel.ToString().ToLowerInvariant();

    private static string Describe(HoldBack one)
    {
        var since = one.Since is null ? "" : $" since {Show.Time(one.Since)}";
        return $"{HoldBackText.Of(one.Reason)}{since}{(one.Until is null ? "" : $" until {Show.Time(one.Until)}")}";
    }
}
