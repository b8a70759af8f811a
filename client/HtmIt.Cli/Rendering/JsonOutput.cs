using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HtmIt.Common;

namespace HtmIt.Cli.Rendering;

/// <summary>The machine-readable form of everything: one line, snake_case, times in UTC.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A value that is not finite has no JSON number.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public static string Format(object view) => HarmlessText.OfJson(JsonSerializer.Serialize(view, Options));
}
