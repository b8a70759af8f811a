using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models restart</c>: of one metric, or of all whose names match a pattern.</summary>
internal sealed class RestartModelCommand : ModelCommand
{
    private readonly SelectorOptions _selector = new();
    private readonly ModelOptions _options = new();
    private readonly Option<int?> _generation = new("--generation")
    {
        Description = "Restart this generation only, so that repeating the command is safe.",
    };

    public RestartModelCommand()
        : base(
            "restart",
            "Start a model afresh; all stored samples are scored again. Given parameters replace those it has.",
            " With * or ? it is a pattern of metrics' own names, and the models of all that match are restarted, as they are."
        ) =>
        Takes(_options.Min, _options.Max, _options.MinResolution, _generation, _selector.Labels, _selector.Resources, _selector.Statuses);

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var isPattern = NameOf(context).IndexOfAny(['*', '?']) >= 0;
        var selector = _selector.Read(context) with { NamePatterns = isPattern ? [NameOf(context)] : [] };
        var isNarrowed = selector.Labels.Count + selector.Resources.Count + selector.Statuses.Count > 0;
        var isChanged =
            context.Get(_options.Min) ?? context.Get(_options.Max) ?? context.Get(_options.MinResolution) ?? context.Get(_generation);
        return (isPattern, isNarrowed, isChanged) switch
        {
            (true, _, null) => RestartAllAsync(context, selector, cancellationToken),
            (true, _, _) => throw new CliException("parameters and --generation are for one model, not for a pattern.", ExitCodes.Usage),
            (false, true, _) => throw new CliException("--label, --resource and --status go with a pattern of names.", ExitCodes.Usage),
            _ => base.RunAsync(context, cancellationToken),
        };
    }

    protected override async Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        var options = new RestartOptions
        {
            Min = context.Get(_options.Min),
            Max = context.Get(_options.Max),
            MinResolution = context.Get(_options.MinResolution),
            ExpectedGeneration = context.Get(_generation),
        };
        var restarted = await context.Client.Models[model.Name].RestartAsync(options, cancellationToken);
        context.Output.Write(new ModelView(restarted), ModelDetails.Of(restarted));
        return ExitCodes.Ok;
    }

    private static async Task<int> RestartAllAsync(CommandContext context, MetricSelector selector, CancellationToken cancellationToken)
    {
        var restarted = await context.Client.Models.RestartAsync(selector, cancellationToken).ToListAsync(cancellationToken);
        if (restarted.Count == 0)
        {
            throw new CliException("no monitored metric matches; nothing is restarted.");
        }

        return BatchReport.Write(
            context.Output,
            restarted.ConvertAll(one => one.Result.Error is null ? MetricNames.Of(one.Result.Value.Metric) : one.Name),
            restarted.ConvertAll(one => one.Result),
            model => $"is restarted, generation {model.Generation}",
            model => new ModelView(model)
        );
    }
}
