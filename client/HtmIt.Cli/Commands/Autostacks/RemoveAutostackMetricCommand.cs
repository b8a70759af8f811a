using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics remove</c>.</summary>
internal sealed class RemoveAutostackMetricCommand : AutostackCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = AutostackMetricsCommand.MetricHelp };

    public RemoveAutostackMetricCommand()
        : base("remove", "Delete a metric of an autostack with its samples and model.") => Takes(_metric);

    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var models = await context.Client.Autostacks[autostack.Name].ListMetricsAsync(cancellationToken);
        var found = AutostackNames.FindMetric(autostack, models, context.Get(_metric)!).Metric;
        await context.Client.Autostacks[autostack.Name].DeleteMetricAsync(found.Name, cancellationToken);
        context.Output.Write(new DeletedView(found.Name), $"deleted {found.MetricName} of {autostack.Title}");
        return ExitCodes.Ok;
    }
}
