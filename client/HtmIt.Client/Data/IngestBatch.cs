using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Samples that go out together, grouped by metric in the order in which the metrics first appear.</summary>
internal sealed class IngestBatch
{
    private readonly Dictionary<MetricTarget, int> _indexes = [];

    public List<MetricTarget> Targets { get; } = [];

    public IngestMetricDataRequest Request { get; } = new();

    public int Count { get; private set; }

    public long Sequence
    {
        get => Request.Sequence;
        set => Request.Sequence = value;
    }

    /// <summary>As it was written.</summary>
    public IReadOnlyList<SampleSeries> ToSeries() =>
        [.. Targets.Zip(Request.Series, (target, series) => new SampleSeries(target, [.. series.Samples.Select(DataMapping.ToSample)]))];

    public void Add(MetricTarget target, in Sample sample)
    {
        if (!_indexes.TryGetValue(target, out var index))
        {
            index = Targets.Count;
            _indexes.Add(target, index);
            Targets.Add(target);
            Request.Series.Add(DataMapping.ToSeries(target));
        }

        Request.Series[index].Samples.Add(DataMapping.ToSample(sample));
        Count++;
    }
}
