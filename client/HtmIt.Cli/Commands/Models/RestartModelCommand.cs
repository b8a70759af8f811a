using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models restart</c>.</summary>
internal sealed class RestartModelCommand : ModelCommand
{
    private readonly ModelOptions _options = new();
    private readonly Option<int?> _generation = new("--generation")
    {
        Description = "Restart this generation only, so that repeating the command is safe.",
    };

    public RestartModelCommand()
        : base("restart", "Start a model afresh; all stored samples are scored again. Given parameters replace those it has.") =>
        Takes(_options.Min, _options.Max, _options.MinResolution, _generation);

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
}
