using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances monitor</c>.</summary>
internal sealed class MonitorInstancesCommand : CliCommand
{
    private readonly Argument<string[]> _resources = new("RESOURCE")
    {
        Description = "AWS resources as REGION/NAMESPACE/ID, e.g. us-west-2/AWS/EC2/i-0abc.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _account = InstanceNames.AccountOption();

    public MonitorInstancesCommand()
        : base("monitor", "Monitor AWS resources with their default metrics.") => Takes(_resources, _account);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var items = context.Get(_resources)!;
        var account = context.Get(_account) ?? "";
        var resources = items.Select(text => InstanceNames.ToResource(text, account)).ToArray();
        var results = await InstanceNames.Patient(context.Client).MonitorManyAsync(resources, cancellationToken);
        return BatchReport.Write(
            context.Output,
            items,
            results,
            Describe,
            result => new CreatedInstanceView(result.Created, new InstanceView(result.Instance))
        );
    }

    private static string Describe(MonitorInstanceResult result) =>
        result.Created ? $"{Show.Count(result.Instance.MetricCount, "metric")} monitored" : "monitored already; nothing was changed";
}
