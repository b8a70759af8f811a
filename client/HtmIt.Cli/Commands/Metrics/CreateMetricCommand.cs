using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics create</c>.</summary>
internal sealed class CreateMetricCommand : CliCommand
{
    private readonly Argument<string> _name = new("METRIC")
    {
        Description = "Its key, the one its samples carry: a name, or name{label=\"value\"}.",
    };

    public CreateMetricCommand()
        : base("create", "Create a metric without a model. Not needed before sending samples.") => Takes(_name);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await context.Client.Metrics.CreateAsync(MetricNames.ToKey(context.Get(_name)!), cancellationToken);
        context.Output.Write(new MetricView(metric), MetricDetails.Of(metric));
        return ExitCodes.Ok;
    }
}
