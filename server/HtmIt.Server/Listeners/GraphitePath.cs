using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.V1;
using MetricKey = HtmIt.Core.Names.MetricKey;

namespace HtmIt.Server.Listeners;

/// <summary>What Graphite calls a metric: its name, and behind it its tags as <c>;key=value</c>, in any order.</summary>
internal static class GraphitePath
{
    private static readonly FieldPath Nowhere = FieldPath.Proto("");

    /// <summary>What is wrong; <see cref="GraphiteReason.Unspecified"/> when there is a key.</summary>
    public static GraphiteReason Read(string path, out MetricKey? key)
    {
        key = null;
        var end = path.IndexOf(';', StringComparison.Ordinal);
        var name = end < 0 ? path : path[..end];
        if (!MetricNames.IsValid(name))
        {
            return GraphiteReason.NameInvalid;
        }
        if (end < 0)
        {
            key = new(name);
            return GraphiteReason.Unspecified;
        }
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in path[(end + 1)..].Split(';'))
        {
            var equals = tag.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !tags.TryAdd(tag[..equals], tag[(equals + 1)..]))
            {
                return GraphiteReason.TagsInvalid;
            }
        }
        key = new(name, MetricLabels.Of(tags));
        return MetricKeyRules.Check(key, Nowhere) is null ? GraphiteReason.Unspecified : GraphiteReason.TagsInvalid;
    }
}
