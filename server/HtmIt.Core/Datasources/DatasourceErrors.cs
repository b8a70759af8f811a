using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources;

/// <summary>Refusals of what a datasource does not have.</summary>
public static class DatasourceErrors
{
    public static DomainException MetricNotSupported(FieldPath at, string metric, string rule) =>
        DomainErrors.InvalidFields([at.Violation(metric, rule) with { Reason = ErrorReason.MetricNotSupported }]);
}
