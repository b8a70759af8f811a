namespace HtmIt.Core.Aws;

/// <summary>A row of <c>catalogue.json</c>.</summary>
/// <param name="Type">Name of the kind of resource as CloudFormation has it; null for kinds that are found by their metrics alone.</param>
internal sealed record CatalogueRow(
    string? Type,
    string Namespace,
    string Dimension,
    string Name,
    string Statistic,
    string Unit,
    double? Max,
    bool IsDefault,
    bool IsZeroWithoutData,
    string Source
)
{
    public CatalogueMetric ToMetric() =>
        new(
            Type is null ? null : AwsResourceType.All.Single(type => type.Name == Type),
            Namespace,
            Dimension,
            Name,
            Statistic,
            Unit,
            Max,
            IsDefault,
            IsZeroWithoutData,
            Source
        );
}
