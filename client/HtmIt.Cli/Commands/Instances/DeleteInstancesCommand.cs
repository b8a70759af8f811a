using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances delete</c>.</summary>
internal sealed class DeleteInstancesCommand : CliCommand
{
    private readonly Argument<string[]> _instances = new("INSTANCE")
    {
        Description = $"Instances, {InstanceNames.Form}.",
        Arity = ArgumentArity.OneOrMore,
    };

    public DeleteInstancesCommand()
        : base("delete", "Unmonitor instances; CloudWatch metrics are deleted, custom ones stay.") => Takes(_instances);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var items = context.Get(_instances)!;
        var names = items.Select(InstanceNames.ToName).ToArray();
        var results = await InstanceNames.Patient(context.Client).DeleteManyAsync(names, cancellationToken);
        return BatchReport.Write(
            context.Output,
            items,
            results,
            count => $"{Show.Count(count, "model")} deleted",
            count => new DeletedModelsView(count)
        );
    }
}
