using HtmIt.Core.Collecting;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>The plan of one shard on a clock that only counts: it learns for all its metrics as the shard does.</summary>
internal sealed class SimulatedShard(long start, CollectionPace? pace = null, int fixedDelay = 0)
{
    public static readonly CollectionPace Usual = new(Stretch: 1, AskSeconds: 0, BackfillDays: 1, OpenSeconds: 600);

    private readonly CollectionPace _pace = pace ?? Usual;

    public long Now { get; private set; } = start;

    public SettlingDelays Delays { get; } = new(fixedDelay);

    public List<SimulatedMetric> Metrics { get; } = [];

    /// <param name="lateness">How late each round begins.</param>
    public void RunUntil(long end, Func<int>? lateness = null)
    {
        while (Now < end)
        {
            var notes = new List<TakenNote>();
            foreach (var metric in Metrics)
            {
                if (metric.Collect(Now, _pace, Delays) is { } note)
                {
                    notes.Add(note);
                }
            }
            Delays.Learn(notes, Now);
            Now = Math.Max(Now + 1, Math.Min(end, Metrics.Min(one => one.DueAt))) + (lateness?.Invoke() ?? 0);
        }
    }
}
