using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Something unusual in a metric's life.</summary>
internal class IncidentView(Incident incident)
{
    public string Name => incident.Name;

    public IncidentKind Kind => incident.Kind;

    public IncidentState State => incident.State;

    public string Metric => incident.Metric;

    public MetricKeyView? Key => incident.Key is { } key ? new(key) : null;

    /// <summary>Of a metric that has no key.</summary>
    public string? MetricName => incident.Key is null ? incident.MetricName : null;

    public string Resource => incident.Resource;

    public string ResourceName => incident.ResourceName;

    public string DisplayName => incident.DisplayName;

    public double Severity => incident.Severity;

    public IncidentRowView Onset => new(incident.Onset);

    public IncidentRowView Peak => new(incident.Peak);

    public IncidentRowView Noticed => new(incident.Noticed);

    public IncidentRowView Last => new(incident.Last);

    public IncidentRowView? End => incident.End is { } end ? new(end) : null;

    public IEnumerable<IncidentReasonView> Reasons => incident.Reasons.Select(reason => new IncidentReasonView(reason));
}
