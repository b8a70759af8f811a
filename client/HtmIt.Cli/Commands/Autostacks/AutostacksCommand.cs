using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks</c>: groups of EC2 instances that are monitored as one.</summary>
internal static class AutostacksCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new Command("list", "List the autostacks.");
        list.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        var command = new Command("autostacks", "Group EC2 instances by their tags and monitor them as one.")
        {
            list,
            CreateCreate(globals, terminal),
            WithName("get", "Show an autostack.", globals, terminal, GetAsync),
            WithName("delete", "Delete an autostack with its metrics, their samples and models.", globals, terminal, DeleteAsync),
            WithName("instances", "List the instances that match now.", globals, terminal, InstancesAsync),
            WithName("history", "List who joined and who left, newest first.", globals, terminal, HistoryAsync),
            AutostackMetricsCommand.Create(globals, terminal),
        };
        command.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        return command;
    }

    /// <summary>A command for one autostack.</summary>
    public static Command WithName(
        string verb,
        string description,
        GlobalOptions globals,
        Terminal terminal,
        Func<CommandContext, Autostack, CancellationToken, Task> action
    )
    {
        var name = NameArgument();
        var command = new Command(verb, description) { name };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                await action(context, await AutostackNames.GetAsync(context.Client, parsed.GetValue(name)!, token), token);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    public static Argument<string> NameArgument() =>
        new("AUTOSTACK") { Description = "The autostack's name, or its resource name (autostacks/…)." };

    private static Command CreateCreate(GlobalOptions globals, Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name; unique in its region." };
        var region = new Option<string>("--region")
        {
            Description = "The region, e.g. us-west-2.",
            HelpName = "REGION",
            Required = true,
        };
        var filter = new Option<string[]>("--filter")
        {
            Description =
                @"Which instances: tag:KEY=VALUE,VALUE… (repeatable; all must match). * is any run of characters, ? one; \ before *, ?, \ or a comma makes it plain.",
            HelpName = "FILTER",
            Required = true,
        };
        var account = new Option<string>("--account") { Description = "An account of the server's settings.", HelpName = "ACCOUNT" };
        var preview = new Option<bool>("--preview") { Description = "Only show which instances would match; create nothing." };
        var command = new Command("create", "Create an autostack.") { name, region, filter, account, preview };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var wanted = new AutostackFilter(parsed.GetValue(region)!, AutostackNames.ToFilters(parsed.GetValue(filter)!))
                {
                    Account = parsed.GetValue(account) ?? "",
                };
                if (parsed.GetValue(preview))
                {
                    Write(context, await context.Client.Autostacks.PreviewAsync(wanted, null, token));
                }
                else
                {
                    Write(context, await context.Client.Autostacks.CreateAsync(parsed.GetValue(name)!, wanted, null, token));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var all = await context.Client.Autostacks.ListAsync(null, cancellationToken).ToListAsync(cancellationToken);
        var rows = all.Select(one => new[] { one.DisplayName, one.Region, FiltersOf(one), one.Name });
        return ListTable.Write(context, new { Autostacks = all.Select(ToJson) }, ["autostack", "region", "filters", "name"], rows);
    }

    private static Task GetAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        Write(context, autostack);
        return Task.CompletedTask;
    }

    private static async Task DeleteAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        await context.Client.Autostacks.DeleteAsync(autostack.Name, null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Deleted = autostack.Name });
        }
        else
        {
            context.Terminal.Out.WriteLine($"deleted {autostack.DisplayName} ({autostack.Name}) with its metrics");
        }
    }

    private static async Task InstancesAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken) =>
        WriteInstances(context, await context.Client.Autostacks.ListInstancesAsync(autostack.Name, null, cancellationToken), tooMany: null);

    private static async Task HistoryAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var changes = await context
            .Client.Autostacks.ListMembershipChangesAsync(autostack.Name, null, cancellationToken)
            .ToListAsync(cancellationToken);
        ListTable.Write(
            context,
            new
            {
                Changes = changes.Select(one => new
                {
                    Time = one.Time.UtcDateTime,
                    one.InstanceId,
                    one.InstanceName,
                    Kind = one.Joined ? "JOINED" : "LEFT",
                }),
            },
            ["time", "instance", "name", "change"],
            changes.Select(one => new[] { Show.Time(one.Time), one.InstanceId, one.InstanceName, one.Joined ? "joined" : "left" })
        );
    }

    private static void Write(CommandContext context, AutostackPreview preview)
    {
        WriteInstances(context, preview.Instances, preview.TooMany);
        if (!context.IsJson)
        {
            var count = preview.Instances.Count.ToString(CultureInfo.InvariantCulture);
            context.Terminal.Out.WriteLine(
                preview.TooMany ? $"More than {count} instances match: that is too many." : $"{count} instances match; nothing was created."
            );
        }
    }

    private static void WriteInstances(CommandContext context, IReadOnlyList<AutostackInstance> instances, bool? tooMany)
    {
        var items = instances.Select(one => new
        {
            one.InstanceId,
            one.State,
            one.InstanceType,
            one.Region,
            LaunchTime = one.LaunchTime?.UtcDateTime,
            one.Tags,
        });
        ListTable.Write(
            context,
            new { Instances = items, TooMany = tooMany },
            ["instance", "name", "state", "type", "launched"],
            instances.Select(one =>
                new[] { one.InstanceId, one.Tags.GetValueOrDefault("Name", ""), one.State, one.InstanceType, Show.Time(one.LaunchTime) }
            )
        );
    }

    private static void Write(CommandContext context, Autostack autostack)
    {
        if (context.IsJson)
        {
            context.WriteJson(ToJson(autostack));
            return;
        }

        context.Terminal.Ansi.Write(
            Details.Of(
                ("autostack", autostack.DisplayName),
                ("name", autostack.Name),
                ("region", autostack.Region),
                ("account", autostack.Account),
                ("filters", FiltersOf(autostack)),
                ("created", Show.Time(autostack.CreateTime))
            )
        );
    }

    private static string FiltersOf(Autostack autostack) =>
        string.Join(" ", autostack.Filters.Select(filter => $"{filter.Key}={string.Join(',', filter.Value)}"));

    private static object ToJson(Autostack autostack) =>
        new
        {
            autostack.Name,
            autostack.DisplayName,
            autostack.Region,
            autostack.Account,
            autostack.Filters,
            CreateTime = autostack.CreateTime?.UtcDateTime,
        };
}
