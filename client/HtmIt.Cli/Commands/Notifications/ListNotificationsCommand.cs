using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands.Devices;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications list</c>.</summary>
internal sealed class ListNotificationsCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();
    private readonly Option<bool> _all = new("--all") { Description = "Also those that were seen or acknowledged." };

    private readonly Option<GivenTime?> _from = TimeOption.Create(
        "--from",
        "Only those of samples at or after this time. Default: the last seven days, of 30 that are kept."
    );

    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Only those of samples at or before this time.");

    private readonly Option<bool> _peek = new("--peek") { Description = "Look only: the device does not count as in use for it." };

    public ListNotificationsCommand()
        : base("list", "List a device's notifications, the newest first.") => Takes(_device, _all, _from, _to, _peek);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ListNotificationsOptions
        {
            IncludeHandled = context.Get(_all),
            Peek = context.Get(_peek),
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
        };
        var notifications = await context
            .Client.Devices[context.Get(_device)!]
            .ListNotificationsAsync(options, cancellationToken)
            .ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new NotificationsView(notifications.Select(notification => new NotificationView(notification))),
            [Clocks.Title("time"), "~metric", "?~resource", ">value", ">severity", "?>likelihood", ".delivery", "#name"],
            notifications.Select(notification =>
                new[]
                {
                    Show.Time(notification.SampleTime),
                    new MetricKey(notification.MetricName, notification.Labels).ToString(),
                    notification.DisplayName,
                    Show.Value(notification.Value),
                    Show.Surprise(notification.Severity),
                    Show.Score(notification.AnomalyLikelihood),
                    DeliveryText.Of(notification.Deliveries),
                    notification.Name,
                }
            ),
            none: ""
        );
        if (notifications.Count == 0 && !context.Output.IsJson)
        {
            await SayWhyAsync(context, cancellationToken);
        }

        return ExitCodes.Ok;
    }

    private async Task SayWhyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Get(_device)!;
        var device = await context.Client.Devices[id].GetAsync(cancellationToken);
        var (sentences, _) = await new DeviceOutlook(context.Client, context.Clock).OfAsync(device, cancellationToken);
        await context.Terminal.Out.WriteLineAsync($"There are none. {device.Name}, told from {DeviceDetails.ThresholdOf(device)} on:");
        foreach (var sentence in sentences)
        {
            await context.Terminal.Out.WriteLineAsync($"  {sentence}");
        }

        await context.Terminal.Out.WriteLineAsync($"'htmit devices explain {id} METRIC' tells it of one metric.");
    }
}
