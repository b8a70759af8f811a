using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>Filters by tags. EC2 evaluates them itself; for the other kinds this does.</summary>
public static class TagFilter
{
    private const string TagPrefix = "tag:";

    /// <summary>Whether a filter is about a tag.</summary>
    public static bool IsOfTag(string filter) => filter.StartsWith(TagPrefix, StringComparison.Ordinal) && filter.Length > TagPrefix.Length;

    /// <summary>The keys of the tags that filters are about.</summary>
    public static IEnumerable<string> KeysOf(IReadOnlyDictionary<string, IReadOnlyList<string>> filters) =>
        filters.Keys.Where(IsOfTag).Select(filter => filter[TagPrefix.Length..]);

    /// <summary>Whether the tags match filters of the form <c>tag:Key</c>: one value of each.</summary>
    public static bool Matches(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, IReadOnlyDictionary<string, string> tags) =>
        filters.All(filter =>
            IsOfTag(filter.Key)
            && tags.TryGetValue(filter.Key[TagPrefix.Length..], out var value)
            && filter.Value.Any(pattern => TextPattern.Parse(pattern).Matches(value))
        );
}
