using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models monitor</c>: monitors many metrics at once.</summary>
internal sealed class MonitorModelsCommand : CliCommand
{
    private readonly SelectorOptions _selector = new();
    private readonly ModelOptions _model = new();
    private readonly Option<bool> _all = new("--all") { Description = "All metrics: needed where no other option says which." };

    public MonitorModelsCommand()
        : base("monitor", "Monitor all metrics that the options select and that are not monitored yet.")
    {
        Takes(_selector.Labels, _selector.Names, _selector.Resources, _all, _model.Min, _model.Max, _model.MinResolution);
        Validators.Add(result =>
        {
            var isSelected = new Option[] { _selector.Labels, _selector.Names, _selector.Resources, _all }.Any(option =>
                result.GetResult(option) is { Implicit: false }
            );
            if (!isSelected)
            {
                result.AddError("Say which metrics: --label, --name, --resource, or --all.");
            }
        });
    }

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var selector = new MetricSelector
        {
            Labels = context.Get(_selector.Labels)!,
            NamePatterns = context.Get(_selector.Names)!,
            Resources = context.Get(_selector.Resources)!,
        };
        return RunAsync(context, selector, _model, cancellationToken);
    }

    /// <summary>Monitors what a selector selects.</summary>
    public static async Task<int> RunAsync(
        CommandContext context,
        MetricSelector selector,
        ModelOptions model,
        CancellationToken cancellationToken
    )
    {
        var options = new MonitorOptions
        {
            Min = context.Get(model.Min),
            Max = context.Get(model.Max),
            MinResolution = context.Get(model.MinResolution),
        };
        var monitored = await context.Client.Models.MonitorAsync(selector, options, cancellationToken).ToListAsync(cancellationToken);
        if (monitored.Count == 0 && !context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine("There is no such metric that is not monitored yet.");
        }

        return BatchReport.WriteMonitored(context.Output, monitored.ConvertAll(NameOf), monitored.ConvertAll(one => one.Result));
    }

    private static string NameOf(MonitoredMetric one) =>
        one.Result.Error is null ? MetricNames.Of(one.Result.Value.Model.Metric) : one.Metric;
}
