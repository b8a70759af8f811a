using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances list</c>.</summary>
internal sealed class ListInstancesCommand() : CliCommand("list", "List the instances: things with monitored metrics.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var instances = await context.Client.Instances.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new InstancesView(instances.Select(instance => new InstanceView(instance))),
            ["instance", "name", "namespace", ">metrics", "status", "message"],
            instances.Select(instance =>
                new[]
                {
                    instance.Server,
                    instance.TagName,
                    instance.Namespace,
                    instance.MetricCount.ToString(CultureInfo.InvariantCulture),
                    string.Join(", ", instance.Statuses.Select(Spell.Of)),
                    instance.Message,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
