using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources delete</c>.</summary>
internal sealed class DeleteResourcesCommand : CliCommand
{
    private readonly Argument<string[]> _resources = new("RESOURCE")
    {
        Description = $"Resources, {ResourceNames.Form}.",
        Arity = ArgumentArity.OneOrMore,
    };

    public DeleteResourcesCommand()
        : base("delete", "Unmonitor resources; CloudWatch metrics are deleted, custom ones stay.") => Takes(_resources);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var items = context.Get(_resources)!;
        var resources = new ResourceNames(context.Client);
        var names = new List<string>();
        foreach (var item in items)
        {
            names.Add(await resources.FindAsync(item, cancellationToken));
        }

        var results = await ResourceNames.Patient(context.Client).DeleteManyAsync(names, cancellationToken);
        return BatchReport.Write(
            context.Output,
            items,
            results,
            count => $"{Show.Count(count, "model")} deleted",
            count => new DeletedModelsView(count)
        );
    }
}
