using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Filters by tags from the wire.</summary>
internal static class TagFilterMapping
{
    private const int MostFilters = 50;
    private const int MostValues = 200;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>Values by key. Filters of one key are one filter.</summary>
    public static Dictionary<string, IReadOnlyList<string>> ToTags(string field, IReadOnlyCollection<V1.TagFilter> filters)
    {
        if (filters.Count > MostFilters)
        {
            throw DomainErrors.InvalidField(field, filters.Count, $"must be at most {MostFilters}");
        }
        foreach (var (i, filter) in filters.Index())
        {
            Check($"{field}[{i}]", filter);
        }
        return filters
            .GroupBy(filter => filter.Key)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.SelectMany(filter => filter.Values).Distinct()]);
    }

    private static void Check(string field, V1.TagFilter filter)
    {
        if (filter.Key.Length is 0 or > LongestKey || filter.Key.Any(char.IsControl))
        {
            throw DomainErrors.InvalidField($"{field}.key", filter.Key, $"must have 1 to {LongestKey} characters, no control characters");
        }
        if (filter.Values.Count is 0 or > MostValues)
        {
            throw DomainErrors.InvalidField($"{field}.values", filter.Values.Count, $"must be 1 to {MostValues} values");
        }
        foreach (var (i, value) in filter.Values.Index())
        {
            if (value.Length > LongestValue || value.Any(char.IsControl))
            {
                var rule = $"must have at most {LongestValue} characters, no control characters";
                throw DomainErrors.InvalidField($"{field}.values[{i}]", value, rule);
            }
        }
    }
}
