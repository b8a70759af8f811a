using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources suggest</c>.</summary>
internal sealed class SuggestResourcesCommand : CliCommand
{
    private readonly Argument<string?> _region = new("REGION")
    {
        Description = "AWS region. Default: the server's.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string> _account = ResourceNames.AccountOption();

    public SuggestResourcesCommand()
        : base("suggest", "Suggest what to monitor: the largest resources of a region.") => Takes(_region, _account);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new SuggestResourcesOptions { Region = context.Get(_region) ?? "", Account = context.Get(_account) ?? "" };
        var found = await context.Client.Resources.SuggestAsync(options, cancellationToken);
        if (found.Unreachable.Count > 0)
        {
            var missing = string.Join(", ", found.Unreachable);
            context.Output.Warn($"AWS gave no answer about {missing}; nothing of those is suggested.");
        }

        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new SuggestionsView(found));
        }
        else
        {
            WriteText(context, found, options.Region);
        }

        return ExitCodes.Ok;
    }

    private static void WriteText(CommandContext context, SuggestedResources found, string region)
    {
        if (found.Suggested.Count == 0 && found.Unreachable.Count == 0)
        {
            var where = region.Length > 0 ? region : "the server's default region";
            context.Output.Note($"nothing to suggest in {where}.");
        }

        foreach (var (resource, tagName) in found.Suggested.Concat(found.Alternates))
        {
            context.Terminal.Out.WriteLine($"{resource.Region}/{resource.Namespace}/{resource.Id}  {tagName}".TrimEnd());
        }
    }
}
