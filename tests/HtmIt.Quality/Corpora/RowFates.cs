using HtmIt.Core.Actors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using Microsoft.Extensions.Options;

namespace HtmIt.Quality.Corpora;

/// <summary>
/// What a server with the shipped settings does with the rows of a series, in their order. Detectors see what a model in a server sees, and no other
/// rows; a run through a server proves it.
/// </summary>
internal static class RowFates
{
    private static readonly SampleRules Rules = new(
        Options.Create(new IngestOptions()),
        new RetentionPolicy(Options.Create(new RetentionOptions()), TimeProvider.System),
        TimeProvider.System
    );

    public static RowFate[] Of(DateTime[] times, double[] values)
    {
        var fates = new RowFate[times.Length];
        var stored = new Dictionary<long, double>(times.Length);
        var newest = long.MinValue;
        for (var row = 0; row < fates.Length; row++)
        {
            var sample = new Sample(UnixSeconds(times[row]), values[row]);
            fates[row] = Next(sample, newest, stored);
            if (fates[row] == RowFate.Scored)
            {
                stored.Add(newest = sample.Time, sample.Value);
            }
        }

        return stored.Count >= DefineModel.RowsBeforeStart ? fates : [.. fates.Select(Wait)];
    }

    /// <summary>The second that a server keeps.</summary>
    public static long UnixSeconds(DateTime time) => (long)Math.Floor((time - DateTime.UnixEpoch).TotalSeconds);

    private static RowFate Next(Sample sample, long newest, Dictionary<long, double> stored) =>
        Rules.Check(0, sample) is not null ? RowFate.Refused
        : sample.Time > newest ? RowFate.Scored
        : stored.TryGetValue(sample.Time, out var value) && value.Equals(sample.Value) ? RowFate.StoredAlready
        : RowFate.Refused;

    private static RowFate Wait(RowFate fate) => fate == RowFate.Scored ? RowFate.Waiting : fate;
}
