using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices list</c>.</summary>
internal sealed class ListDevicesCommand() : CliCommand("list", "List all devices.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var devices = await context.Client.Devices.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new DevicesView(devices.Select(device => new DeviceView(device))),
            ["device", "told from", "quiet period", "mail", "webhook", "Alertmanager", "last fetch"],
            devices.Select(device =>
                new[]
                {
                    device.Name,
                    DeviceDetails.ThresholdOf(device),
                    Show.Span(device.QuietPeriod),
                    device.EmailAddress,
                    device.WebhookUrl,
                    device.AlertmanagerUrl,
                    Show.Time(device.LastFetchTime),
                }
            )
        );
        return ExitCodes.Ok;
    }
}
