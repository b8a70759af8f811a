using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Server.Mapping;

/// <summary>What people say about metrics, from the wire.</summary>
internal static class MetricDetailsMapping
{
    private static readonly UpdateMask<V1.Metric> Mask = new(
        "metric",
        new Dictionary<string, Func<V1.Metric, bool>>
        {
            ["unit"] = proto => proto.Unit.Length > 0,
            ["description"] = proto => proto.Description.Length > 0,
            ["resource"] = proto => proto.Resource.Length > 0,
            ["user_info"] = proto => proto.UserInfo is not null,
        }
    );

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

    /// <summary>The change that a mask describes.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static Func<MetricDetails, MetricDetails> ToChange(V1.Metric proto, FieldMask? mask, MetricDetails given)
    {
        var fields = Mask.Read(proto, mask);
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
