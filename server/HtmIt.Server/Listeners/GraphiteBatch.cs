using System.Buffers;
using HtmIt.Core.Names;
using HtmIt.V1;
using MetricKey = HtmIt.Core.Names.MetricKey;
using Sample = HtmIt.Core.Log.Sample;
using SampleSeries = HtmIt.Core.Ingest.SampleSeries;

namespace HtmIt.Server.Listeners;

/// <summary>Samples of one source, gathered for the next write, grouped by metric in the order in which they came. What is no sample is
/// counted and said.</summary>
internal sealed class GraphiteBatch(GraphiteReport report, GraphiteSource source, TimeProvider time)
{
    private readonly Dictionary<MetricKey, List<Sample>> _samples = [];

    public int Samples { get; private set; }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public void AddLine(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment || line.Length > GraphiteLine.Longest)
        {
            AddLine(line.IsSingleSegment ? line.FirstSpan : line.Slice(0, GraphiteLine.Longest + 1).ToArray());
            return;
        }
        Span<byte> copy = stackalloc byte[(int)line.Length];
        line.CopyTo(copy);
        AddLine(copy);
    }

    public void AddLine(ReadOnlySpan<byte> line)
    {
        // White space alone is not worth a word: senders end with an empty line.
        if (!line.ContainsAnyExcept(" \t\r\v\f"u8))
        {
            return;
        }
        report.Of(source.Transport).AddReceived();
        var (key, sample) = (default(MetricKey), default(Sample));
        var reason = line.Length > GraphiteLine.Longest ? GraphiteReason.LineTooLong : GraphiteLine.Read(line, Now, out key, out sample);
        if (reason == GraphiteReason.Unspecified)
        {
            Add(key!, sample);
        }
        else
        {
            report.NotStored(source, reason, GraphiteExample.Of(line));
        }
    }

    public void Add(MetricKey key, Sample sample)
    {
        if (!_samples.TryGetValue(key, out var samples))
        {
            _samples[key] = samples = [];
        }
        samples.Add(sample);
        Samples++;
    }

    public IReadOnlyList<SampleSeries> Take()
    {
        var series = _samples.Select(pair => new SampleSeries(pair.Key, null, pair.Value)).ToArray();
        _samples.Clear();
        Samples = 0;
        return series;
    }
}
