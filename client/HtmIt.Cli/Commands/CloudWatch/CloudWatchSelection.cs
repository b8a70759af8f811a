using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>The arguments that select what to list at AWS.</summary>
internal sealed class CloudWatchSelection
{
    private readonly Argument<string> _region = new("REGION") { Description = "The region, e.g. us-west-2." };

    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "Only this namespace, e.g. AWS/EC2.",
        HelpName = "NAMESPACE",
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "An account of the server's settings instead of its own credentials.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description =
            $"Only EC2 instances with this tag; * and ? stand for any characters, {KeyValueText.Escapes}. Repeat a key for alternatives.",
        HelpName = "KEY=VALUE",
    };

    public Symbol[] Symbols => [_region, _namespace, _tags, _account];

    public string RegionOf(CommandContext context) => context.Get(_region)!;

    public CloudWatchOptions Of(CommandContext context, CloudWatchListing listing) =>
        new()
        {
            Namespace = context.Get(_namespace) ?? "",
            Account = context.Get(_account) ?? "",
            OnSkipped = listing.Skip,
            Tags = (context.Get(_tags) ?? [])
                .Select(Tag)
                .GroupBy(tag => tag.Key)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(tag => tag.Value)]),
        };

    private static (string Key, string Value) Tag(string text) =>
        KeyValueText.TryParse(text) ?? throw new CliException($"'{text}' is no tag: give --tag KEY=VALUE.", ExitCodes.Usage);
}
