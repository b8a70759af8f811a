namespace HtmIt.Client;

/// <summary>Something unusual in a metric's life: a stretch of rows that people are told of together. What comes within the quiet time after
/// it belongs to it, and may raise it.</summary>
/// <param name="Name">Name: <c>incidents/{uid}</c>. A model that is taught again from the same rows finds the same incidents.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Severity">How much it matters: 3 means about once in a thousand rows of the metric's ordinary life. It never falls.</param>
/// <param name="Onset">The first row of the evidence: from here on things were unusual, though it was not known yet.</param>
/// <param name="Peak">The row that was most unusual by itself, the first of equal ones.</param>
/// <param name="Noticed">The row at which it was noticed, perhaps as too little to tell people.</param>
/// <param name="Last">The row at which it became more severe for the last time.</param>
public sealed record Incident(
    string Name,
    string Metric,
    double Severity,
    IncidentRow Onset,
    IncidentRow Peak,
    IncidentRow Noticed,
    IncidentRow Last
)
{
    /// <summary>What it is about.</summary>
    public IncidentKind Kind { get; init; }

    /// <summary>Whether it goes on.</summary>
    public IncidentState State { get; init; }

    /// <summary>The key of a custom metric. Absent for other metrics.</summary>
    public MetricKey? Key { get; init; }

    /// <summary>The own name of a metric that is not custom, e.g. <c>AWS/EC2/CPUUtilization</c>; the one in its key, if it is.</summary>
    public string MetricName { get; init; } = "";

    /// <summary>The thing measured.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Name of the resource, as in <see cref="Client.Resource.Name"/>.</summary>
    public string ResourceName { get; init; } = "";

    /// <summary>The thing measured, for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The row at which it was seen to be over; it belongs to it no longer. Absent while it goes on.</summary>
    public IncidentRow? End { get; init; }

    /// <summary>Why, the kind of evidence with the largest share first.</summary>
    public IReadOnlyList<IncidentReason> Reasons { get; init; } = [];
}
