using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources monitor</c>.</summary>
internal sealed class MonitorResourcesCommand : CliCommand
{
    private readonly Argument<string[]> _resources = new("RESOURCE")
    {
        Description = "AWS resources as REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _account = ResourceNames.AccountOption();

    public MonitorResourcesCommand()
        : base("monitor", "Monitor AWS resources with their default metrics.") => Takes(_resources, _account);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var items = context.Get(_resources)!;
        var account = context.Get(_account) ?? "";
        var resources = items.Select(text => ResourceNames.ToResource(text, account)).ToArray();
        var results = await ResourceNames.Patient(context.Client).MonitorManyAsync(resources, cancellationToken);
        return BatchReport.Write(
            context.Output,
            items,
            results,
            Describe,
            result => new CreatedResourceView(result.Created, new ResourceView(result.Resource))
        );
    }

    private static string Describe(MonitorResourceResult result) =>
        result.Created ? $"{Show.Count(result.Resource.MetricCount, "metric")} monitored" : "monitored already; nothing was changed";
}
