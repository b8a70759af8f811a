using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary>A command about one model that exists.</summary>
internal abstract class ModelCommand : CliCommand
{
    private readonly Argument<string> _model;

    protected ModelCommand(string name, string description, string more = "")
        : base(name, description)
    {
        _model = new("MODEL") { Description = $"The metric's name as lists show it, or a name (models/… or metrics/…).{more}" };
        Takes(_model);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var model = await new MetricNames(context.Client).GetModelAsync(NameOf(context), cancellationToken);
        return await RunAsync(context, model, cancellationToken);
    }

    /// <summary>What the user called it.</summary>
    protected string NameOf(CommandContext context) => context.Get(_model)!;

    protected abstract Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken);
}
