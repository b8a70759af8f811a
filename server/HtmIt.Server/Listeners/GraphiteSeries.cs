using HtmIt.Core.Ingest;

namespace HtmIt.Server.Listeners;

/// <summary>A series, and whom it came from.</summary>
internal readonly record struct GraphiteSeries(SampleSeries Series, GraphiteSource Source)
{
    /// <summary>Cuts series into batches of at most so many samples, in the same order.</summary>
    public static IEnumerable<IReadOnlyList<GraphiteSeries>> InBatches(IEnumerable<GraphiteSeries> series, int samples)
    {
        var batch = new List<GraphiteSeries>();
        var room = samples;
        foreach (var one in series)
        {
            for (var at = 0; at < one.Series.Samples.Count; )
            {
                var taken = Math.Min(room, one.Series.Samples.Count - at);
                batch.Add(taken == one.Series.Samples.Count ? one : one.Part(at, taken));
                at += taken;
                room -= taken;
                if (room == 0)
                {
                    yield return batch;
                    (batch, room) = ([], samples);
                }
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private GraphiteSeries Part(int start, int count) =>
        this with
        {
            Series = Series with { Samples = [.. Series.Samples.Skip(start).Take(count)] },
        };
}
