namespace HtmIt.Client;

/// <summary>Says which metrics are meant. All conditions that are given must hold; without any, it selects every metric. Case counts.
/// </summary>
public sealed record MetricSelector
{
    /// <summary>Names of metrics (<c>metrics/{uid}</c>), at most 1,000; one of them. Default: any.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>A pattern for the whole of the metric's own name: <c>*</c> is any run of characters, <c>?</c> exactly one, a backslash takes that
    /// meaning away. Default: any.</summary>
    public string NamePattern { get; init; } = "";

    /// <summary>Conditions about labels, at most 16; all of them. Default: none.</summary>
    public IReadOnlyList<LabelMatcher> Labels { get; init; } = [];

    /// <summary>The thing measured. Default: any.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Where the samples come from. Default: anywhere.</summary>
    public Datasource Datasource { get; init; }

    /// <summary>Name of the autostack that the metrics are of (<c>autostacks/{uid}</c>). Default: any, and metrics of none.</summary>
    public string Autostack { get; init; } = "";

    /// <summary>States; one of them. Default: any.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    internal static MetricSelector Of(V1.MetricSelector proto) =>
        new()
        {
            Metrics = [.. proto.Metrics],
            NamePattern = proto.NamePattern,
            Labels = [.. proto.Labels.Select(LabelMatcher.Of)],
            Resource = proto.Resource,
            Datasource = (Datasource)proto.Datasource,
            Autostack = proto.Autostack,
            Statuses = [.. proto.Statuses.Select(status => (MetricStatus)status)],
        };

    internal V1.MetricSelector ToProto() =>
        new()
        {
            Metrics = { Metrics },
            NamePattern = NamePattern,
            Labels = { Labels.Select(one => one.ToProto()) },
            Resource = Resource,
            Datasource = (V1.Datasource)Datasource,
            Autostack = Autostack,
            Statuses = { Statuses.Select(status => (V1.MetricStatus)status) },
        };
}
