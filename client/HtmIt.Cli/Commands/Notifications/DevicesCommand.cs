using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications devices</c>: who is told, and how.</summary>
internal sealed class DevicesCommand
{
    private const string Prefix = "devices/";

    private readonly Argument<string> _device = DeviceArgument();
    private readonly Option<string?> _email = new("--email") { Description = "Where mails go; empty for no mail." };
    private readonly Option<TimeSpan?> _window = SecondsArgument.Create(
        "--window",
        "Seconds the device is spared after an unseen notification of a server."
    );
    private readonly Option<NotificationScore?> _score = new Option<NotificationScore?>("--score")
    {
        Description = "The score to go by; unspecified: what the server is set to.",
    }.Among("surprise", "likelihood", "unspecified");
    private readonly Option<double?> _sensitivity = new("--sensitivity")
    {
        Description = "Lowest anomaly likelihood that notifies, 0 to 1.",
    };
    private readonly Option<double?> _surprise = new("--surprise") { Description = "Lowest surprise that notifies, in decades." };
    private readonly Option<string?> _webhook = new("--webhook") { Description = "Where notifications are posted; empty for nowhere." };
    private readonly Option<string?> _secretFile = new("--webhook-secret-file")
    {
        Description = "File with the secret that posts are signed with; - reads it from standard input.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _alertmanager = new("--alertmanager") { Description = "The Alertmanager to push to; empty for none." };

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new Command("list", "List all devices.");
        list.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        var command = new Command("devices", "List, set and delete devices.")
        {
            list,
            new DevicesCommand().CreateSet(globals, terminal),
            CreateDelete(globals, terminal),
        };
        command.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        return command;
    }

    internal static Argument<string> DeviceArgument() => new("DEVICE") { Description = "The device's id, of your choice." };

    internal static string NameOf(string device) => device.StartsWith(Prefix, StringComparison.Ordinal) ? device : Prefix + device;

    private Command CreateSet(GlobalOptions globals, Terminal terminal)
    {
        var command = new Command("set", "Change a device's settings, or make the device.")
        {
            _device,
            _email,
            _window,
            _score,
            _sensitivity,
            _surprise,
            _webhook,
            _secretFile,
            _alertmanager,
        };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var change = new DeviceSettingsChange
                {
                    EmailAddress = parsed.GetValue(_email),
                    Window = parsed.GetValue(_window),
                    Score = parsed.GetValue(_score),
                    Sensitivity = parsed.GetValue(_sensitivity),
                    SurpriseThreshold = parsed.GetValue(_surprise),
                    WebhookUrl = parsed.GetValue(_webhook),
                    WebhookSecret = await ReadSecretAsync(parsed.GetValue(_secretFile), token),
                    AlertmanagerUrl = parsed.GetValue(_alertmanager),
                };
                var name = NameOf(parsed.GetValue(_device)!);
                var result = await context.Client.Notifications.UpdateDeviceAsync(name, change, true, null, token);
                Write(context, result.Device);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    /// <summary>From a file, because a command line can be read by everybody on the machine.</summary>
    private static async Task<string?> ReadSecretAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        var text = file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        return text.TrimEnd('\r', '\n');
    }

    private static Command CreateDelete(GlobalOptions globals, Terminal terminal)
    {
        var device = DeviceArgument();
        var command = new Command("delete", "Delete a device with its notifications.") { device };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var name = NameOf(parsed.GetValue(device)!);
                await context.Client.Notifications.DeleteDeviceAsync(name, null, token);
                if (context.IsJson)
                {
                    context.WriteJson(new { Deleted = name });
                }
                else
                {
                    context.Terminal.Out.WriteLine($"deleted {name}");
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var devices = context.Client.Notifications.ListDevicesAsync(null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Devices = await devices.Select(JsonOf).ToListAsync(cancellationToken) });
            return ExitCodes.Ok;
        }

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("device", "told from", "window", "mail", "webhook", "Alertmanager", "last seen");
        await foreach (var device in devices)
        {
            table.AddRow(
                Cell.Of(device.Name),
                Threshold(device),
                Show.Span(device.Window),
                Cell.Of(device.EmailAddress),
                Cell.Of(device.WebhookUrl),
                Cell.Of(device.AlertmanagerUrl),
                Show.Time(device.LastSeenTime)
            );
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }

    private static string Threshold(DeviceSettings device) =>
        device.Score == NotificationScore.Likelihood
            ? $"likelihood {Show.Score(device.Sensitivity)}"
            : $"surprise {Show.Surprise(device.SurpriseThreshold)}";

    private static void Write(CommandContext context, DeviceSettings device)
    {
        if (context.IsJson)
        {
            context.WriteJson(JsonOf(device));
            return;
        }

        context.Terminal.Ansi.Write(
            Details.Of(
                ("device", device.Name),
                ("told from", Threshold(device)),
                ("window", Show.Span(device.Window)),
                ("mail", device.EmailAddress),
                ("webhook", device.WebhookUrl.Length > 0 && device.HasWebhookSecret ? $"{device.WebhookUrl} (signed)" : device.WebhookUrl),
                ("Alertmanager", device.AlertmanagerUrl),
                ("last seen", Show.Time(device.LastSeenTime))
            )
        );
    }

    private static object JsonOf(DeviceSettings device) =>
        new
        {
            device.Name,
            device.EmailAddress,
            WindowSeconds = device.Window.TotalSeconds,
            device.Score,
            device.Sensitivity,
            device.SurpriseThreshold,
            device.WebhookUrl,
            device.HasWebhookSecret,
            device.AlertmanagerUrl,
            LastSeenTime = device.LastSeenTime?.UtcDateTime,
            CreateTime = device.CreateTime?.UtcDateTime,
            UpdateTime = device.UpdateTime?.UtcDateTime,
            device.Etag,
        };
}
