using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices list</c>.</summary>
internal sealed class ListDevicesCommand() : CliCommand("list", "List all devices.")
{
    /// <summary>Each takes a call or two; `devices get` tells the rest.</summary>
    private const int MostExplained = 50;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var devices = await context.Client.Devices.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new DevicesView(devices.Select(device => new DeviceView(device))),
            ["~device", "told from", "?quiet period", "~mail", "~webhook", "~Alertmanager", "?last fetch"],
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
        if (!context.Output.IsJson)
        {
            await SayWhoIsNotToldAsync(context, devices, cancellationToken);
        }

        return ExitCodes.Ok;
    }

    private static async Task SayWhoIsNotToldAsync(CommandContext context, List<Device> devices, CancellationToken cancellationToken)
    {
        if (devices.Count == 0)
        {
            await context.Terminal.Out.WriteLineAsync("Nobody is told: 'htmit devices set NAME --email ADDRESS' makes a device.");
        }

        var outlook = new DeviceOutlook(context.Client, context.Clock);
        foreach (var device in devices.Take(MostExplained))
        {
            var (sentences, isOpen) = await outlook.OfAsync(device, cancellationToken);
            if (!isOpen)
            {
                await context.Terminal.Out.WriteLineAsync($"{device.Name} is not told now: {string.Join("; ", sentences)}");
            }
        }
    }
}
