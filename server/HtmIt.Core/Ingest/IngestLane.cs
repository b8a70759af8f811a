using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>Work of one metric in the order in which it came, whoever sent it. Guarded by the queue's lock.</summary>
internal sealed class IngestLane(MetricKey? key, MetricId? metric)
{
    private readonly List<IngestWork> _works = [];

    /// <summary>The metric's key, as long as its identity has to be looked up.</summary>
    public MetricKey? Key { get; private set; } = key;

    /// <summary>The metric, once it is known.</summary>
    public MetricId? Metric { get; private set; } = metric;

    /// <summary>Whether the metric was not known when its lane began, and its actor may have to be loaded.</summary>
    public bool IsNew { get; set; } = metric is null;

    /// <summary>How often its works failed since the last that did not.</summary>
    public int Failures { get; set; }

    public bool IsEmpty => _works.Count == 0;

    /// <summary>Whether the sender of the next work is told nothing, and waits.</summary>
    public bool IsPatient => _works.Count > 0 && _works[0].Session.IsPatient;

    public void Add(IngestWork work) => _works.Add(work);

    public void AddRange(IEnumerable<IngestWork> works) => _works.AddRange(works);

    /// <summary>Gives work its place at the head back.</summary>
    public void PutBack(IReadOnlyCollection<IngestWork> works) => _works.InsertRange(0, works);

    /// <summary>Says which metric the key stands for.</summary>
    public void Identify(MetricId metric) => (Metric, Key) = (metric, null);

    /// <summary>The next works, at least one, together at most <paramref name="maxSamples"/> samples if there are several; none when there are
    /// no more. What nobody wants any more fails.</summary>
    public List<IngestWork> Take(int maxSamples)
    {
        var group = new List<IngestWork>(_works.Count);
        var (samples, taken) = (0, 0);
        for (; taken < _works.Count; taken++)
        {
            var next = _works[taken];
            if (next.Session.Abandons(next) is { } reason)
            {
                next.Fail(reason);
                continue;
            }
            if (group.Count > 0 && samples + next.Samples.Count > maxSamples)
            {
                break;
            }
            group.Add(next);
            samples += next.Samples.Count;
        }
        _works.RemoveRange(0, taken);
        return group;
    }

    /// <summary>Takes all that waits.</summary>
    public List<IngestWork> TakeAll()
    {
        List<IngestWork> all = [.. _works];
        _works.Clear();
        return all;
    }

    /// <summary>Fails the work of those senders that are told of a failure: they would only wait for the next one.</summary>
    public void FailImpatient(Exception fault) =>
        _works.RemoveAll(work =>
        {
            if (work.Session.IsPatient)
            {
                return false;
            }
            work.Fail(fault);
            return true;
        });
}
