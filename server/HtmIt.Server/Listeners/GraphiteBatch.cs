using System.Buffers;
using HtmIt.Core.Data;

namespace HtmIt.Server.Listeners;

/// <summary>Lines gathered for the next write, grouped by metric name in the order in which they came.</summary>
internal sealed class GraphiteBatch
{
    private const int LongestLine = 4_096;

    private readonly Dictionary<string, List<Sample>> _samples = new(StringComparer.Ordinal);

    public int Lines { get; private set; }

    public long InvalidLines { get; private set; }

    public void Add(ReadOnlySequence<byte> line)
    {
        if (line.Length > LongestLine || !TryParse(line, out var name, out var sample))
        {
            // White space alone is not worth a warning: senders end with an empty line.
            InvalidLines += IsBlank(line) ? 0 : 1;
            return;
        }
        if (!_samples.TryGetValue(name, out var samples))
        {
            _samples[name] = samples = [];
        }
        samples.Add(sample);
        Lines++;
    }

    public IReadOnlyList<SampleSeries> Take()
    {
        var series = _samples.Select(pair => SampleSeries.ForName(pair.Key, pair.Value)).ToArray();
        _samples.Clear();
        Lines = 0;
        return series;
    }

    private static bool TryParse(ReadOnlySequence<byte> line, out string name, out Sample sample)
    {
        if (line.IsSingleSegment)
        {
            return GraphiteLine.TryParse(line.FirstSpan, out name, out sample);
        }
        Span<byte> copy = stackalloc byte[(int)line.Length];
        line.CopyTo(copy);
        return GraphiteLine.TryParse(copy, out name, out sample);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r\v\f"u8))
            {
                return false;
            }
        }
        return true;
    }
}
