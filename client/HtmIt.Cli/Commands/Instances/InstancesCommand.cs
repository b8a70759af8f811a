using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances</c>: whole things, such as AWS resources, with their metrics.</summary>
internal static class InstancesCommand
{
    private const string ServerForm = "e.g. us-west-2/AWS/EC2/i-0abc, or a resource name (instances/…)";

    /// <summary>A batch takes as long as its items do; Ctrl-C gives it up.</summary>
    private static readonly RequestOptions Patient = new() { Deadline = Timeout.InfiniteTimeSpan };

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new Command("list", "List the instances: things with monitored metrics.");
        list.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        var command = new Command("instances", "List, monitor and delete whole instances.")
        {
            list,
            CreateMonitor(globals, terminal),
            CreateDelete(globals, terminal),
            CreateHistory(globals, terminal),
            CreateSuggest(globals, terminal),
        };
        command.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        return command;
    }

    private static Command CreateMonitor(GlobalOptions globals, Terminal terminal)
    {
        var resources = new Argument<string[]>("RESOURCE")
        {
            Description = "AWS resources as REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.",
            Arity = ArgumentArity.OneOrMore,
        };
        var account = new Option<string>("--account") { Description = "Name of an account from the server's settings." };
        var command = new Command("monitor", "Monitor AWS resources with their default metrics.") { resources, account };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var wanted = parsed.GetValue(resources)!.Select(text => ToResource(text, parsed.GetValue(account) ?? "")).ToArray();
                var results = await context.Client.Instances.MonitorManyAsync(wanted, Patient, token);
                return Write(
                    context,
                    parsed.GetValue(resources)!,
                    results,
                    Describe,
                    one => new { one.Created, Instance = JsonOf(one.Instance) }
                );
            }
        );
        return command;
    }

    private static Command CreateDelete(GlobalOptions globals, Terminal terminal)
    {
        var servers = new Argument<string[]>("INSTANCE") { Description = $"Instances, {ServerForm}.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("delete", "Unmonitor instances; CloudWatch metrics are deleted, custom ones stay.") { servers };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var names = parsed.GetValue(servers)!.Select(ToName).ToArray();
                var results = await context.Client.Instances.DeleteManyAsync(names, Patient, token);
                return Write(
                    context,
                    parsed.GetValue(servers)!,
                    results,
                    count => $"{Show.Count(count, "model")} deleted",
                    count => new { Deleted = count }
                );
            }
        );
        return command;
    }

    private static Command CreateHistory(GlobalOptions globals, Terminal terminal)
    {
        var server = new Argument<string>("INSTANCE") { Description = $"An instance, {ServerForm}." };
        var command = new Command("history", "List the changes of an instance's state at AWS, newest first.") { server };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var changes = await context
                    .Client.Instances.ListStatusHistoryAsync(ToName(parsed.GetValue(server)!), null, token)
                    .ToListAsync(token);
                return ListTable.Write(
                    context,
                    new { Changes = changes.Select(change => new { Time = change.Time.UtcDateTime, change.Status }) },
                    ["time", "status"],
                    changes.Select(change => new[] { Show.Time(change.Time), change.Status })
                );
            }
        );
        return command;
    }

    private static Command CreateSuggest(GlobalOptions globals, Terminal terminal)
    {
        var region = new Argument<string?>("REGION")
        {
            Description = "AWS region. Default: the server's.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var account = new Option<string>("--account") { Description = "Name of an account from the server's settings." };
        var command = new Command("suggest", "Suggest what to monitor: the largest resources of a region.") { region, account };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var (place, name) = (parsed.GetValue(region) ?? "", parsed.GetValue(account) ?? "");
                var found = await context.Client.Instances.SuggestAsync(place, name, null, token);
                if (found.Unreachable.Count > 0)
                {
                    var missing = string.Join(", ", found.Unreachable);
                    context.Terminal.Error.WriteLine($"warning: AWS gave no answer about {missing}; nothing of those is suggested.");
                }

                if (context.IsJson)
                {
                    context.WriteJson(found);
                    return ExitCodes.Ok;
                }

                if (found.Suggested.Count == 0 && found.Unreachable.Count == 0)
                {
                    var where = place.Length > 0 ? place : "the server's default region";
                    context.Terminal.Error.WriteLine($"note: nothing to suggest in {where}.");
                }

                foreach (var one in found.Suggested.Concat(found.Alternates))
                {
                    context.Terminal.Out.WriteLine(
                        $"{one.Resource.Region}/{one.Resource.Namespace}/{one.Resource.Id}  {one.TagName}".TrimEnd()
                    );
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var instances = context.Client.Instances.ListAsync(null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Instances = await instances.Select(JsonOf).ToListAsync(cancellationToken) });
            return ExitCodes.Ok;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("instance", "name", "namespace", "metrics", "status", "message");
        table.Columns[3].RightAligned();
        await foreach (var instance in instances)
        {
            table.AddRow(
                Cell.Of(instance.Server),
                Cell.Of(instance.TagName),
                Cell.Of(instance.Namespace),
                instance.MetricCount.ToString(CultureInfo.InvariantCulture),
                string.Join(", ", instance.Statuses.Select(JsonOutput.NameOf)),
                Cell.Of(instance.Message)
            );
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }

    /// <summary>A line for each item; 1 when any failed.</summary>
    private static int Write<T>(
        CommandContext context,
        IReadOnlyList<string> items,
        IReadOnlyList<ItemResult<T>> results,
        Func<T, string> describe,
        Func<T, object> toJson
    )
    {
        foreach (var (item, result) in items.Zip(results))
        {
            if (context.IsJson)
            {
                var error = result.Error is { } failure ? new { failure.Reason, failure.Message } : null;
                context.WriteJson(
                    new
                    {
                        Item = item,
                        Result = error is null ? toJson(result.Value) : null,
                        Error = error,
                    }
                );
            }
            else if (result.Error is { } failure)
            {
                context.Terminal.Error.WriteLine($"{item}: error: {failure.Reason}: {failure.Message}");
            }
            else
            {
                context.Terminal.Out.WriteLine($"{item}: {describe(result.Value)}");
            }
        }

        return results.Any(result => result.Error is not null) ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static string Describe(MonitorInstanceResult result) =>
        result.Created ? $"{Show.Count(result.Instance.MetricCount, "metric")} monitored" : "monitored already; nothing was changed";

    private static AwsResource ToResource(string text, string account)
    {
        var parts = text.Split('/', 4);
        return parts.Length == 4
            ? new AwsResource(parts[0], $"{parts[1]}/{parts[2]}", parts[3]) { Account = account }
            : throw new CliException($"'{text}' is not of the form REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.", ExitCodes.Usage);
    }

    private static string ToName(string text) => text.StartsWith("instances/", StringComparison.Ordinal) ? text : Instance.NameOf(text);

    private static object JsonOf(Instance instance) =>
        new
        {
            instance.Name,
            instance.Server,
            instance.Location,
            instance.Namespace,
            instance.ResourceId,
            instance.TagName,
            instance.Statuses,
            Message = instance.Message.Length > 0 ? instance.Message : null,
            instance.MetricCount,
        };
}
