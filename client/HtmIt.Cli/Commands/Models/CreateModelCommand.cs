using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models create</c>.</summary>
internal sealed class CreateModelCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = "The metric's own name (made when unknown), or its name." };
    private readonly ModelOptions _options = new();
    private readonly Option<string> _unit = new("--unit") { Description = "Unit of the values, for people." };
    private readonly Option<string> _resource = new("--resource") { Description = "The thing measured, e.g. a host." };

    public CreateModelCommand()
        : base("create", "Monitor a metric: create its model, and the metric where it does not exist.") =>
        Takes(_metric, _options.Min, _options.Max, _options.MinResolution, _unit, _resource);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var spec = _options.ToSpec(context, MetricNames.ToTarget(context.Get(_metric)!)) with
        {
            Unit = context.Get(_unit) ?? "",
            Resource = context.Get(_resource) ?? "",
        };
        var result = await context.Client.Models.CreateAsync(spec, cancellationToken);
        if (!result.Created && !context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine("The metric is monitored already; nothing was changed.");
        }

        context.Output.Write(new CreatedModelView(result.Created, new ModelView(result.Model)), ModelDetails.Of(result.Model));
        return ExitCodes.Ok;
    }
}
