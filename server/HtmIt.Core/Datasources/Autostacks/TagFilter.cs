using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Filters by tags. AWS evaluates them itself; this is for simulators.</summary>
public static class TagFilter
{
    private const string TagPrefix = "tag:";

    /// <summary>Whether the tags match filters of the form <c>tag:Key</c>: one value of each.</summary>
    public static bool Matches(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, IReadOnlyDictionary<string, string> tags) =>
        filters.All(filter =>
            filter.Key.StartsWith(TagPrefix, StringComparison.Ordinal)
            && tags.TryGetValue(filter.Key[TagPrefix.Length..], out var value)
            && filter.Value.Any(pattern => TextPattern.Parse(pattern).Matches(value))
        );
}
