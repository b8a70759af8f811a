using HtmIt.Core.Errors;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;

namespace HtmIt.Server.Mapping;

/// <summary>What rows a list asks for, from the wire.</summary>
internal static class ListQueryMapping
{
    private const string AllMetrics = "metrics/-";

    public static ListQuery ToQuery(V1.ListMetricDataRequest request, Learning learning) =>
        new(
            request.Metric == AllMetrics
                ? null
                : MetricTargetMapping.ToTarget(
                    request.TargetCase == V1.ListMetricDataRequest.TargetOneofCase.Key,
                    request.Metric,
                    request.Key
                )
        )
        {
            FromTime = MetricDataMapping.ToStartTime(request.StartTime),
            ToTime = MetricDataMapping.ToTime("end_time", request.EndTime),
            FromRowId = NotNegative("first_row_id", request.FirstRowId),
            ToRowId = NotNegative("last_row_id", request.LastRowId),
            Filter = MetricDataMapping.ToFilter(
                request.HasMinAnomalyLikelihood,
                request.MinAnomalyLikelihood,
                request.HasMinSurprise,
                request.MinSurprise,
                LearningRowsMapping.Include(request.LearningRows, byDefault: true) ? 0 : learning.RowsNeeded
            ),
            IncludeUnscored = request.IncludeUnscored,
            Descending = request.Order switch
            {
                V1.DataOrder.Ascending => false,
                V1.DataOrder.Descending => true,
                V1.DataOrder.Unspecified => request.StartTime is null,
                _ => throw DomainErrors.InvalidField("order", request.Order, "must be one of the values of DataOrder"),
            },
            LimitPerMetric = (int)(NotNegative("limit_per_metric", request.LimitPerMetric) ?? 0),
        };

    private static long? NotNegative(string field, long value) =>
        value switch
        {
            < 0 => throw DomainErrors.InvalidField(field, value, "must not be negative"),
            0 => null,
            _ => value,
        };
}
