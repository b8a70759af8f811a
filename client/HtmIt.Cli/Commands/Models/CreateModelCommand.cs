using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models create</c>.</summary>
internal sealed class CreateModelCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC")
    {
        Description =
            "The metric's own name (made when unknown), or its name. With * or ? it is a pattern of own names, and all metrics there are that match "
            + "are monitored.",
    };
    private readonly ModelOptions _options = new();
    private readonly MetricOptions _details = new();

    public CreateModelCommand()
        : base("create", "Monitor a metric: create its model, and the metric where it does not exist.") =>
        Takes(_metric, _options.Min, _options.Max, _options.MinResolution, _details.Unit, _details.Resource);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Get(_metric)!.IndexOfAny(['*', '?']) >= 0)
        {
            return await MonitorAllAsync(context, cancellationToken);
        }

        var target = MetricNames.ToTarget(context.Get(_metric)!);
        var change = new MetricChange { Unit = context.Get(_details.Unit), Resource = context.Get(_details.Resource) };
        await MetricDescription.SayAsync(context.Client, target, change, cancellationToken);
        var result = await context.Client.Models.CreateAsync(_options.ToSpec(context, target), cancellationToken);
        if (!result.Created && !context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine("The metric is monitored already; nothing was changed.");
        }

        context.Output.Write(new CreatedModelView(result.Created, new ModelView(result.Model)), ModelDetails.Of(result.Model));
        var name = ShellText.Of(MetricNames.Of(result.Model.Metric));
        context.Output.TryNext($"htmit watch {name}", $"htmit models get {name}");
        return ExitCodes.Ok;
    }

    private async Task<int> MonitorAllAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if ((context.Get(_details.Unit) ?? context.Get(_details.Resource)) is not null)
        {
            throw new CliException("--unit and --resource are for one metric, not for a pattern.", ExitCodes.Usage);
        }

        var selector = new MetricSelector { NamePatterns = [context.Get(_metric)!] };
        if (
            !await context
                .Client.Metrics.ListAsync(new ListMetricsOptions { Selector = selector }, cancellationToken)
                .AnyAsync(cancellationToken)
        )
        {
            throw new CliException(
                "no metric matches. Patterns are for metrics there are: docs/operations.md says how new ones are monitored."
            );
        }

        return await MonitorModelsCommand.RunAsync(context, selector, _options, cancellationToken);
    }
}
