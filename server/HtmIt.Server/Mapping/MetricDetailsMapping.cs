using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Server.Mapping;

/// <summary>What people say about metrics, from the wire.</summary>
internal static class MetricDetailsMapping
{
    private const string Everything = "*";

    private static readonly IReadOnlyDictionary<string, Func<V1.Metric, bool>> Given = new Dictionary<string, Func<V1.Metric, bool>>
    {
        ["unit"] = proto => proto.Unit.Length > 0,
        ["description"] = proto => proto.Description.Length > 0,
        ["resource"] = proto => proto.Resource.Length > 0,
        ["user_info"] = proto => proto.UserInfo is not null,
    };

    /// <param name="at">Where the caller has the metric.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static MetricDetails ToDetails(V1.Metric proto, FieldPath at) =>
        new()
        {
            Unit = proto.Unit,
            Description = proto.Description,
            Resource = proto.Resource,
            UserInfo = proto.UserInfo is { } info ? StructMapping.ToJson($"{at["user_info"]}", info) : null,
        };

    public static V1.Metric ToProto(MetricDetails details) =>
        new()
        {
            Unit = details.Unit,
            Description = details.Description,
            Resource = details.Resource,
            UserInfo = details.UserInfo is { } info ? StructMapping.ToStruct(info) : null,
        };

    /// <summary>The change that a mask describes: without paths it means the fields that are given, <c>*</c> means all.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static Func<MetricDetails, MetricDetails> ToChange(V1.Metric proto, FieldMask? mask, MetricDetails given)
    {
        var paths = mask?.Paths ?? [];
        if (paths.FirstOrDefault(path => path != Everything && !Given.ContainsKey(path)) is { } unknown)
        {
            var rule = $"must be * or name only {string.Join(", ", Given.Keys)}";
            throw DomainErrors.InvalidField("update_mask", unknown, rule);
        }
        var fields =
            paths.Contains(Everything) ? Given.Keys.ToHashSet()
            : paths.Count > 0 ? paths.ToHashSet()
            : Given.Where(one => one.Value(proto)).Select(one => one.Key).ToHashSet();
        if (fields.Count == 0)
        {
            throw DomainErrors.InvalidField("metric", "", "must have at least one field that changes");
        }
        return details =>
            details with
            {
                Unit = fields.Contains("unit") ? given.Unit : details.Unit,
                Description = fields.Contains("description") ? given.Description : details.Description,
                Resource = fields.Contains("resource") ? given.Resource : details.Resource,
                UserInfo = fields.Contains("user_info") ? given.UserInfo : details.UserInfo,
            };
    }
}
