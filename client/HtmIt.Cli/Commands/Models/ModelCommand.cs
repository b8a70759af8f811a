using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary>A command about one model that exists.</summary>
internal abstract class ModelCommand : CliCommand
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "The metric's name as lists show it, or a name (models/… or metrics/…).",
    };

    protected ModelCommand(string name, string description)
        : base(name, description) => Takes(_model);

    public sealed override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var model = await new MetricNames(context.Client).GetModelAsync(context.Get(_model)!, cancellationToken);
        return await RunAsync(context, model, cancellationToken);
    }

    protected abstract Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken);
}
