using System.Text.Json;

namespace HtmIt.Cli.Commands;

/// <summary>What the documents of <c>htmit export --all</c> say to this program.</summary>
internal static class WholeExport
{
    /// <summary>How many metrics an export has, by its last document; null when that is not its end.</summary>
    public static int? CountMetrics(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("end", out var end)
                // 64-bit numbers are strings, and 0 is left out.
                ? end.TryGetProperty("metricCount", out var count)
                    ? int.Parse(count.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
                    : 0
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
