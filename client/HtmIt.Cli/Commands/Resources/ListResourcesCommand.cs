using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources list</c>.</summary>
internal sealed class ListResourcesCommand() : CliCommand("list", "List the resources: things with monitored metrics.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var resources = await context.Client.Resources.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new ResourcesView(resources.Select(resource => new ResourceView(resource))),
            ["~resource", "~name", "?namespace", ">metrics", "status", "newest sample", "?.collecting", "?.message"],
            resources.Select(resource =>
                new[]
                {
                    resource.Text,
                    resource.TagName,
                    resource.Namespace,
                    resource.MetricCount.ToString(CultureInfo.InvariantCulture),
                    string.Join(", ", resource.Statuses.Select(Spell.Of)),
                    Show.Time(resource.LastSampleTime),
                    CollectText.Brief(resource.Collecting, resource.LastSampleTime),
                    resource.StatusMessage,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
