using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models list</c>.</summary>
internal sealed class ListModelsCommand : CliCommand
{
    private readonly SelectorOptions _selector = new();

    public ListModelsCommand()
        : base("list", "List the models of monitored metrics.") =>
        Takes(_selector.Metrics, _selector.Labels, _selector.Names, _selector.Resources, _selector.Statuses);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ListModelsOptions { Selector = await _selector.ReadAsync(context, cancellationToken) };
        var models = await context.Client.Models.ListAsync(options, cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new ModelsView(models.Select(model => new ModelView(model))),
            [
                "~metric",
                "status",
                ">rows",
                "?>waiting",
                "?newest sample",
                "?>resolution",
                "?>generation",
                ".learning",
                "?.collecting",
                "#name",
            ],
            models.Select(model =>
                new[]
                {
                    MetricNames.Of(model.Metric),
                    Spell.Of(model.Metric.Status),
                    Show.Count(model.Metric.LastRowId),
                    Show.Count(model.BacklogRowCount),
                    Show.Time(model.Metric.LastSampleTime),
                    model.EncoderResolution is { } resolution ? Show.Value(resolution) : "-",
                    model.Generation.ToString(CultureInfo.InvariantCulture),
                    LearningText.Of(model),
                    CollectText.Brief(model.Metric.Collecting, model.Metric.LastSampleTime),
                    model.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
