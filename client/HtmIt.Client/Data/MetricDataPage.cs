namespace HtmIt.Client;

/// <summary>A page of listed rows.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="KeptSince">Rows before this time are no longer kept, in UTC: they are not listed although they existed. Absent while nothing
/// was ever removed.</param>
public sealed record MetricDataPage(IReadOnlyList<MetricDataRow> Rows, DateTimeOffset? KeptSince);
