using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Gathers incidents, each as it was when it was heard of, and as it is now.</summary>
internal sealed class IncidentTracker
{
    private readonly Dictionary<string, DemoIncident> _incidents = [];
    private readonly Lock _lock = new();

    /// <summary>All incidents so far, in the order of time.</summary>
    public IReadOnlyList<DemoIncident> Incidents
    {
        get
        {
            lock (_lock)
            {
                return [.. _incidents.Values.OrderBy(incident => incident.Newest.Onset.Time)];
            }
        }
    }

    /// <summary>Takes an incident as it is now. Answers it when it is new, or null.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="metricName">What its metric is called.</param>
    /// <param name="mark">What is known about it beforehand; empty for nothing.</param>
    public DemoIncident? Add(Incident incident, string metricName, string mark = "")
    {
        lock (_lock)
        {
            if (_incidents.TryGetValue(incident.Name, out var known))
            {
                _incidents[incident.Name] = known with { Newest = incident, Mark = mark };
                return null;
            }

            return _incidents[incident.Name] = new DemoIncident(metricName, incident.Severity, incident) { Mark = mark };
        }
    }
}
