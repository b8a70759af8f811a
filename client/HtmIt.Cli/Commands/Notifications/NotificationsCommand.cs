using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications</c>: what a device was told, and what became of it.</summary>
internal static class NotificationsCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal) =>
        new("notifications", "Who is told of anomalies, and what they were told.")
        {
            DevicesCommand.Create(globals, terminal),
            CreateList(globals, terminal),
            CreateWatch(globals, terminal),
            Marking(
                "ack",
                "Mark notifications as acknowledged.",
                "acknowledged",
                globals,
                terminal,
                (client, names, token) => client.AcknowledgeAsync(names, null, token)
            ),
            Marking(
                "seen",
                "Mark notifications as seen: the device is open for the next ones of the same server.",
                "seen",
                globals,
                terminal,
                (client, names, token) => client.MarkSeenAsync(names, null, token)
            ),
        };

    private static Command CreateList(GlobalOptions globals, Terminal terminal)
    {
        var device = DevicesCommand.DeviceArgument();
        var all = new Option<bool>("--all") { Description = "Also those that were seen or acknowledged." };
        var command = new Command("list", "List a device's notifications of the last seven days, the newest first.") { device, all };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var options = new ListNotificationsOptions { IncludeHandled = parsed.GetValue(all) };
                var name = DevicesCommand.NameOf(parsed.GetValue(device)!);
                await WriteAsync(context, context.Client.Notifications.ListAsync(name, options, token), token);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static Command CreateWatch(GlobalOptions globals, Terminal terminal)
    {
        var device = DevicesCommand.DeviceArgument();
        var after = new Option<string?>("--after")
        {
            Description = "Continue after this position, as printed with --output json.",
            HelpName = "POSITION",
        };
        var seconds = Following.SecondsOption();
        var command = new Command("watch", "Follow a device's notifications as they are made.") { device, after, seconds };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var name = DevicesCommand.NameOf(parsed.GetValue(device)!);
                // Is anybody there? A watch would wait for the server to come back.
                await context.Client.Notifications.GetDeviceAsync(name, null, token);
                return await Following.RunAsync(
                    context,
                    parsed.GetValue(seconds),
                    ending => FollowAsync(context, name, parsed.GetValue(after), ending),
                    token
                );
            }
        );
        return command;
    }

    private static async Task FollowAsync(CommandContext context, string device, string? after, CancellationToken cancellationToken)
    {
        await foreach (var step in context.Client.Notifications.WatchAsync(device, after, cancellationToken))
        {
            if (context.IsJson)
            {
                context.WriteJson(new { Notification = JsonOf(step.Notification), step.Position });
            }
            else
            {
                context.Terminal.Out.WriteLine(Describe(step.Notification));
            }

            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    private static Command Marking(
        string verb,
        string description,
        string done,
        GlobalOptions globals,
        Terminal terminal,
        Func<INotificationsClient, IReadOnlyCollection<string>, CancellationToken, Task<int>> mark
    )
    {
        var names = new Argument<string[]>("NOTIFICATION")
        {
            Description = "Names of notifications, as listed.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(verb, description) { names };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var changed = await mark(context.Client.Notifications, parsed.GetValue(names)!, token);
                if (context.IsJson)
                {
                    context.WriteJson(new { ChangedCount = changed });
                }
                else
                {
                    context.Terminal.Out.WriteLine($"{Show.Count(changed)} {done} that were not before");
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task WriteAsync(
        CommandContext context,
        IAsyncEnumerable<Notification> notifications,
        CancellationToken cancellationToken
    )
    {
        var all = await notifications.ToListAsync(cancellationToken);
        ListTable.Write(
            context,
            new { Notifications = all.Select(JsonOf) },
            ["time (UTC)", "metric", "instance", ">value", ">surprise", ">likelihood", "name"],
            all.Select(one =>
                new[]
                {
                    Show.Time(one.SampleTime),
                    one.MetricName,
                    one.Instance,
                    Show.Value(one.Value),
                    Show.Surprise(one.Surprise),
                    Show.Score(one.AnomalyScore),
                    one.Name,
                }
            )
        );
    }

    private static object JsonOf(Notification one) =>
        new
        {
            one.Name,
            one.Device,
            one.Metric,
            one.MetricName,
            one.Server,
            one.Instance,
            one.RowId,
            SampleTime = one.SampleTime.UtcDateTime,
            one.Value,
            one.AnomalyScore,
            one.Surprise,
            one.Score,
            WindowSeconds = one.Window.TotalSeconds,
            one.Acknowledged,
            one.Seen,
            ProviderMessageId = one.ProviderMessageId.Length > 0 ? one.ProviderMessageId : null,
            CreateTime = one.CreateTime?.UtcDateTime,
        };

    private static string Describe(Notification one) =>
        $"{Show.Time(one.SampleTime)}  {one.MetricName} of {one.Instance}  {Show.Value(one.Value)}  score {Show.Score(one.AnomalyScore)}  "
        + $"surprise {Show.Surprise(one.Surprise)}  {one.Name}";
}
