using System.Text.Json;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Plotting;

/// <summary>Reads labelled windows in the layout of the Numenta Anomaly Benchmark's combined_windows.json.</summary>
internal static class LabelWindows
{
    public static IReadOnlyList<TimeWindow> Read(string path, string? key, string metricName)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var entry = Find(document.RootElement, key, metricName);
            return
            [
                .. entry.EnumerateArray().Select(window => new TimeWindow(ToTime(window[0].GetString()!), ToTime(window[1].GetString()!))),
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new CliException($"{path} is not of the form {{ \"dir/metric.csv\": [[\"start\", \"end\"], …] }}: {exception.Message}");
        }
    }

    private static JsonElement Find(JsonElement root, string? key, string metricName)
    {
        foreach (var entry in root.EnumerateObject())
        {
            if (key is not null ? entry.Name == key : Path.GetFileNameWithoutExtension(entry.Name) == metricName)
            {
                return entry.Value;
            }
        }

        throw new CliException($"The labels have no entry for '{key ?? metricName}'. Name one with --labels-key.");
    }

    private static DateTimeOffset ToTime(string text) =>
        TimeParser.TryParse(text, null, out var time) ? time : throw new CliException($"'{text}' in the labels is not a time.");
}
