using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Filters by tags from the wire.</summary>
internal static class TagFilterMapping
{
    /// <summary>Values by key. Filters of one key are one filter.</summary>
    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static Dictionary<string, IReadOnlyList<string>> ToTags(string field, IReadOnlyCollection<V1.TagFilter> filters)
    {
        var violations = new List<FieldViolation>();
        var read = filters.Select(filter => KeyValuePair.Create(filter.Key, (IReadOnlyList<string>)filter.Values)).ToArray();
        ResourceFilterRules.Check(read, FieldPath.Proto(field), "key", violations);
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
        return read.GroupBy(filter => filter.Key)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.SelectMany(filter => filter.Value).Distinct()]);
    }
}
