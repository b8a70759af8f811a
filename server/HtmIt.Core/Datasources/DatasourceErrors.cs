using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources;

/// <summary>Refusals of what a datasource does not have.</summary>
public static class DatasourceErrors
{
    public static DomainException MetricNotSupported(string field, string metric, string rule) =>
        DomainErrors.WithViolations(ErrorReason.MetricNotSupported, [FieldViolation.Of(field, metric, rule)]);
}
