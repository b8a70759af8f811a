using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>The options that say something about a metric.</summary>
internal sealed class MetricOptions
{
    private readonly Option<string> _userInfo = new("--user-info")
    {
        Description = "Anything to be found again with the metric: a JSON object.",
        HelpName = "JSON",
    };

    public Option<string> Unit { get; } = new("--unit") { Description = "Unit of the values, for people." };

    public Option<string> Resource { get; } = new("--resource") { Description = "The thing measured, e.g. a host." };

    public Option<string> Description { get; } = new("--description") { Description = "A sentence about it, for people." };

    public Option[] All => [Unit, Resource, Description, _userInfo];

    public JsonObject? UserInfo(CommandContext context)
    {
        if (context.Get(_userInfo) is not { } text)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new CliException("--user-info takes a JSON object.", ExitCodes.Usage);
        }
        catch (JsonException exception)
        {
            throw new CliException($"--user-info is no JSON: {exception.Message}", ExitCodes.Usage);
        }
    }
}
