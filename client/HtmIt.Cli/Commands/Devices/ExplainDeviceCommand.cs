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
        var handle = context.Client.Devices[context.Get(_device)!];
        var explanation = await handle.ExplainAsync(metric.Name, cancellationToken);
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new DeviceExplanationView(explanation));
            return ExitCodes.Ok;
        }

        var device = await handle.GetAsync(cancellationToken);
        var model =
            metric.Status == MetricStatus.Unmonitored ? null : await context.Client.Models[metric.Model].GetAsync(cancellationToken);
        var outlook = new DeviceOutlook(context.Client, context.Clock);
        string[] notTold =
        [
            .. await outlook.NotSetUpAsync(device, cancellationToken),
            .. await outlook.FailingAsync(device, cancellationToken),
        ];
        context.Terminal.Ansi.Write(
            Details.Of(
                ("newest row", explanation.RowId == 0 ? "none" : $"{explanation.RowId} of {Show.Time(explanation.SampleTime)}"),
                ("severity", Show.Surprise(explanation.Severity)),
                ("surprise", Show.Surprise(explanation.Surprise)),
                ("likelihood", Show.Score(explanation.AnomalyLikelihood)),
                ("held back by", new MetricOutlook(device, metric, model).Describe(explanation)),
                (
                    "told by",
                    explanation.Channels.Count == 0 ? "nothing: it fetches" : string.Join(", ", explanation.Channels.Select(Spell))
                ),
                ("not told by", string.Join("; ", notTold))
            )
        );
        return ExitCodes.Ok;
    }

    private static string Spell(NotificationChannel channel) => channel.ToString().ToLowerInvariant();
}
