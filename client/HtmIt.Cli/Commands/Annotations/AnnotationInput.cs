using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary>What commands that write annotations have in common.</summary>
internal static class AnnotationInput
{
    /// <summary>What an annotation of this program says it was made with.</summary>
    public const string Client = "htmit";

    public static Argument<string> NameArgument() => new("ANNOTATION") { Description = "Its name (annotations/…)." };

    public static Option<string> DataOption() => new("--data") { Description = "A JSON object to keep with it.", HelpName = "JSON" };

    /// <summary>The name of the metric that an option gives; empty when it does not.</summary>
    public static async Task<string> ResolveAsync(CommandContext context, Option<string> option, CancellationToken cancellationToken) =>
        context.Get(option) is { } text ? (await new MetricNames(context.Client).GetAsync(text, cancellationToken)).Name : "";

    public static JsonObject? ParseData(CommandContext context, Option<string> option)
    {
        try
        {
            return context.Get(option) is { } text
                ? JsonNode.Parse(text) as JsonObject ?? throw new CliException("--data must be a JSON object.", ExitCodes.Usage)
                : null;
        }
        catch (JsonException exception)
        {
            throw new CliException($"--data is no JSON: {exception.Message}", ExitCodes.Usage);
        }
    }
}
