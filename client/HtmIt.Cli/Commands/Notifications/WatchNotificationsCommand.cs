using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Commands.Devices;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications watch</c>.</summary>
internal sealed class WatchNotificationsCommand : CliCommand
{
    private readonly Argument<string> _device = DeviceArgument.Create();
    private readonly Option<string?> _after = new("--after")
    {
        Description = "Continue after this position, as printed with --output json.",
        HelpName = "POSITION",
    };
    private readonly Option<TimeSpan?> _seconds = Following.DurationOption();

    public WatchNotificationsCommand()
        : base("watch", "Follow a device's notifications as they are made.") => Takes(_device, _after, _seconds);

    public override bool IsForItsReader => true;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var device = context.Client.Devices[context.Get(_device)!];
        var start = context.Get(_after) is { Length: > 0 } position ? WatchStart.After(position) : WatchStart.Now;
        // Is anybody there? A watch would wait for the server to come back.
        await device.GetAsync(cancellationToken);
        return await Following.RunAsync(
            context,
            context.Get(_seconds),
            token => FollowAsync(context, device.WatchAsync(start, token), token),
            cancellationToken
        );
    }

    private static async Task FollowAsync(
        CommandContext context,
        IAsyncEnumerable<WatchedNotification> notifications,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in notifications)
        {
            context.Output.Write(
                new WatchedNotificationView(new NotificationView(step.Notification), step.Position),
                Describe(step.Notification)
            );
            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    private static string Describe(Notification notification) =>
        $"{Show.Time(notification.SampleTime)}  {new MetricKey(notification.MetricName, notification.Labels)} of {notification.DisplayName}  {Show.Value(notification.Value)}  "
        + $"severity {Show.Surprise(notification.Severity)}  likelihood {Show.Score(notification.AnomalyLikelihood)}  {notification.Name}";
}
