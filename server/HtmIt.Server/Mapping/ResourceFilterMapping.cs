using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Conditions on resources between wire and domain, where they are lists of values by name.</summary>
internal static class ResourceFilterMapping
{
    /// <param name="at">Where the caller has them.</param>
    /// <exception cref="DomainException">InvalidField: a name comes twice.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ToFilters(IEnumerable<V1.ResourceFilter> filters, FieldPath at)
    {
        var read = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (i, filter) in filters.Index())
        {
            if (!read.TryAdd(filter.Name, [.. filter.Values]))
            {
                throw at.At(i)["name"].Invalid(filter.Name, "must be different from the others");
            }
        }
        return read;
    }

    public static IEnumerable<V1.ResourceFilter> ToProto(IReadOnlyDictionary<string, IReadOnlyList<string>> filters) =>
        filters
            .OrderBy(filter => filter.Key, StringComparer.Ordinal)
            .Select(filter => new V1.ResourceFilter { Name = filter.Key, Values = { filter.Value } });
}
