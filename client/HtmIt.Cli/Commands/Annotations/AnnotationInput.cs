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

    public static Argument<string> NameArgument() => new("ANNOTATION") { Description = $"Its name (annotations/…), {ShortNames.Form}." };

    public static Option<string> DataOption() => new("--data") { Description = "A JSON object to keep with it.", HelpName = "JSON" };

    /// <summary>The name of the metric that an option gives; empty when it does not.</summary>
    public static async Task<string> ResolveAsync(CommandContext context, Option<string> option, CancellationToken cancellationToken) =>
        context.Get(option) is { } text ? (await new MetricNames(context.Client).GetAsync(text, cancellationToken)).Name : "";

    /// <summary>The name of the incident that an option gives; empty when it does not.</summary>
    public static async Task<string> ResolveIncidentAsync(
        CommandContext context,
        Option<string> option,
        CancellationToken cancellationToken
    ) => context.Get(option) is { } text ? await ShortNames.FindIncidentAsync(context.Client, text, cancellationToken) : "";

    /// <summary>The name of the annotation that an argument gives.</summary>
    public static Task<string> ResolveNameAsync(CommandContext context, Argument<string> argument, CancellationToken cancellationToken) =>
        ShortNames.FindAnnotationAsync(context.Client, context.Get(argument)!, cancellationToken);

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
