namespace HtmIt.Client;

/// <summary>Says which metrics are meant. All conditions that are given must hold; without any, it selects every metric. Case counts.
/// </summary>
public sealed record MetricSelector
{
    /// <summary>Names of metrics (<c>metrics/{uid}</c>), at most 1,000; one of them. Default: any.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Patterns for the whole of the metric's own name, at most 100; one of them: <c>*</c> is any run of characters, <c>?</c> exactly
    /// one, a backslash takes that meaning away. Default: any.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    /// <summary>Conditions about labels, at most 16; all of them. Default: none.</summary>
    public IReadOnlyList<LabelMatcher> Labels { get; init; } = [];

    /// <summary>Things measured, at most 100; one of them. Default: any.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Where the samples come from; one of them. Default: anywhere.</summary>
    public IReadOnlyList<Datasource> Datasources { get; init; } = [];

    /// <summary>Names of the autostacks that the metrics are of (<c>autostacks/{uid}</c>), at most 100; one of them. Default: any, and metrics
    /// of none.</summary>
    public IReadOnlyList<string> Autostacks { get; init; } = [];

    /// <summary>States; one of them. Default: any.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    internal static MetricSelector Of(V1.MetricSelector proto) =>
        new()
        {
            Metrics = [.. proto.Metrics],
            NamePatterns = [.. proto.NamePatterns],
            Labels = [.. proto.Labels.Select(LabelMatcher.Of)],
            Resources = [.. proto.Resources],
            Datasources = [.. proto.Datasources.Select(datasource => (Datasource)datasource)],
            Autostacks = [.. proto.Autostacks],
            Statuses = [.. proto.Statuses.Select(status => (MetricStatus)status)],
        };

    internal V1.MetricSelector ToProto() =>
        new()
        {
            Metrics = { Metrics },
            NamePatterns = { NamePatterns },
            Labels = { Labels.Select(one => one.ToProto()) },
            Resources = { Resources },
            Datasources = { Datasources.Select(datasource => (V1.Datasource)datasource) },
            Autostacks = { Autostacks },
            Statuses = { Statuses.Select(status => (V1.MetricStatus)status) },
        };
}
