using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks instances</c>.</summary>
internal sealed class AutostackInstancesCommand() : AutostackCommand("instances", "List the members: what matches now.")
{
    public static void Write(CommandContext context, IReadOnlyList<AutostackInstance> instances, bool? tooMany) =>
        context.Output.WriteTable(
            new AutostackInstancesView(instances.Select(instance => new AutostackInstanceView(instance)), tooMany),
            ["instance", "~name", "state", "?type", "?launched"],
            instances.Select(instance =>
                new[]
                {
                    instance.InstanceId,
                    instance.Tags.GetValueOrDefault("Name", ""),
                    instance.State,
                    instance.InstanceType,
                    Show.Time(instance.LaunchTime),
                }
            )
        );

    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var instances = await context
            .Client.Autostacks[autostack.Name]
            .ListInstancesAsync(cancellationToken)
            .ToListAsync(cancellationToken);
        Write(context, instances, tooMany: null);
        return ExitCodes.Ok;
    }
}
