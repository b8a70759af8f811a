using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics create</c>.</summary>
internal sealed class CreateMetricCommand : CliCommand
{
    private readonly Argument<string> _name = new("METRIC")
    {
        Description = "Its key, the one its samples carry: a name, or name{label=\"value\"}.",
    };
    private readonly MetricOptions _options = new();
    private readonly Option<bool> _monitor = new("--monitor") { Description = "Monitor it too." };

    public CreateMetricCommand()
        : base("create", "Create a metric. Not needed before sending samples.") => Takes([_name, .. _options.All, _monitor]);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = new NewMetric(MetricNames.ToKey(context.Get(_name)!))
        {
            Unit = context.Get(_options.Unit) ?? "",
            Description = context.Get(_options.Description) ?? "",
            Resource = context.Get(_options.Resource) ?? "",
            UserInfo = _options.UserInfo(context),
            Monitor = context.Get(_monitor),
        };
        var result = await context.Client.Metrics.CreateAsync(metric, cancellationToken);
        if (!result.Created && !context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine("The metric is there already.");
        }

        context.Output.Write(new CreatedMetricView(result.Created, new MetricView(result.Metric)), MetricDetails.Of(result.Metric));
        var name = ShellText.Of(MetricNames.Of(result.Metric));
        context.Output.TryNext(
            result.Metric.Status == MetricStatus.Unmonitored ? $"htmit models create {name}" : $"htmit models get {name}",
            $"htmit watch {name}"
        );
        return ExitCodes.Ok;
    }
}
