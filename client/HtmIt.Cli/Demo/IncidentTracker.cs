using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Gathers incidents, each as it was when it was heard of, and as it is now.</summary>
internal sealed class IncidentTracker
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<DemoIncident> _incidents = [];
    private readonly Lock _lock = new();

    /// <summary>All incidents so far, in the order in which they were heard of.</summary>
    public IReadOnlyList<DemoIncident> Incidents
    {
        get
        {
            lock (_lock)
            {
                return [.. _incidents];
            }
        }
    }

    /// <summary>Takes an incident as it is now. Answers it when it is new, or null.</summary>
    public DemoIncident? Add(Incident incident, string metricName)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(incident.Name, out var place))
            {
                _incidents[place] = _incidents[place] with { Newest = incident };
                return null;
            }

            var found = new DemoIncident(metricName, incident.Severity, incident);
            _places.Add(incident.Name, _incidents.Count);
            _incidents.Add(found);
            return found;
        }
    }
}
