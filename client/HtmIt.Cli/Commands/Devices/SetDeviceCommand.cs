using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary><c>htmit devices set</c>.</summary>
internal sealed class SetDeviceCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();
    private readonly Option<string?> _email = new("--email") { Description = "Where mails go; empty for no mail." };
    private readonly Option<TimeSpan?> _quietPeriod = SecondsOption.Create(
        "--quiet-period",
        "Seconds the device is spared after an unseen notification of a resource."
    );
    private readonly Option<NotificationScore?> _score = new Option<NotificationScore?>("--score")
    {
        Description = "The score to go by; unspecified: what the server is set to.",
    }.Among("severity", "likelihood", "unspecified");
    private readonly Option<double?> _likelihoodThreshold = new("--likelihood-threshold")
    {
        Description = "Lowest anomaly likelihood that notifies, 0 to 1.",
    };
    private readonly Option<double?> _severity = new("--severity") { Description = "Lowest severity of an incident that notifies." };
    private readonly Option<string?> _webhook = new("--webhook") { Description = "Where notifications are posted; empty for nowhere." };
    private readonly Option<string?> _secretFile = new("--webhook-secret-file")
    {
        Description = "File with the secret that posts are signed with; - reads it from standard input.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _alertmanager = new("--alertmanager") { Description = "The Alertmanager to push to; empty for none." };

    private readonly Option<GivenTime?> _mutedUntil = TimeOption.Create(
        "--mute-until",
        "Tell it nothing until then, such as +1h; a time that is past ends it."
    );

    private readonly SelectorOptions _selector = new();
    private readonly Option<bool> _allMetrics = new("--all-metrics") { Description = "For all metrics; takes selectors away." };

    public SetDeviceCommand()
        : base("set", "Change a device's settings, or make the device.") =>
        Takes(
            _device,
            _email,
            _quietPeriod,
            _score,
            _likelihoodThreshold,
            _severity,
            _webhook,
            _secretFile,
            _alertmanager,
            _mutedUntil,
            _selector.Labels,
            _selector.Names,
            _selector.Resources,
            _selector.Statuses,
            _allMetrics
        );

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var change = new DeviceChange
        {
            EmailAddress = context.Get(_email),
            QuietPeriod = context.Get(_quietPeriod),
            Score = context.Get(_score),
            LikelihoodThreshold = context.Get(_likelihoodThreshold),
            SeverityThreshold = context.Get(_severity),
            WebhookUrl = context.Get(_webhook),
            WebhookSecret = await ReadSecretAsync(context, cancellationToken),
            AlertmanagerUrl = context.Get(_alertmanager),
            MutedUntil = context.Get(_mutedUntil),
            Selectors = ReadSelectors(context),
        };
        var result = await context.Client.Devices[context.Get(_device)!].UpdateAsync(change, cancellationToken);
        await DeviceDetails.WriteAsync(context, result.Device, cancellationToken);
        if (change.MutedUntil is { } until && until <= context.Clock.GetUtcNow())
        {
            context.Output.Note($"it is not muted: {Show.Time(until)} is past; an hour from now is +1h.");
        }

        return ExitCodes.Ok;
    }

    /// <summary>The one that the options say; none where they say nothing.</summary>
    private IReadOnlyList<MetricSelector>? ReadSelectors(CommandContext context)
    {
        if (context.Get(_allMetrics))
        {
            return [];
        }

        var selector = _selector.Read(context);
        var says = selector.Labels.Count + selector.Statuses.Count + selector.NamePatterns.Count + selector.Resources.Count > 0;
        return says ? [selector] : null;
    }

    /// <summary>From a file, because a command line can be read by everybody on the machine.</summary>
    private async Task<string?> ReadSecretAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Get(_secretFile) is not { } file)
        {
            return null;
        }

        var text =
            file == "-"
                ? await context.Terminal.In.ReadToEndAsync(cancellationToken)
                : await File.ReadAllTextAsync(file, cancellationToken);
        return text.TrimEnd('\r', '\n');
    }
}
