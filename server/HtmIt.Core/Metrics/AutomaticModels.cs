using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Metrics;

/// <summary>Decides which new metrics are monitored because samples of them came: those whose names match, as long as there is room. It is asked
/// once for each metric, when it is made, so that samples of known ones cost nothing more.</summary>
public sealed class AutomaticModels : IDisposable
{
    public const string MeterName = "HtmIt.Metrics";

    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);

    /// <summary>Sooner when there is no room, because some may have been deleted.</summary>
    private static readonly TimeSpan RecountWhenFull = TimeSpan.FromSeconds(5);

    private readonly IAutomaticModelStore _store;
    private readonly UnmonitoredReport _report;
    private readonly TimeProvider _time;
    private readonly TextPattern[] _patterns;
    private readonly SemaphoreSlim _counting = new(1);
    private readonly long[] _leftOut = new long[Enum.GetValues<UnmonitoredReason>().Length];
    private long _count = -1;
    private long _counted;

    public AutomaticModels(
        IAutomaticModelStore store,
        UnmonitoredReport report,
        IOptions<AutomaticModelOptions> options,
        TimeProvider time,
        IMeterFactory meters
    )
    {
        (_store, _report, _time) = (store, report, time);
        _patterns = [.. options.Value.Patterns.Select(TextPattern.Parse)];
        Most = options.Value.MaxModels;
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter(
            "htmit.auto_monitor.left_out",
            () => new[] { UnmonitoredReason.TooMany, UnmonitoredReason.Quota }.Select(MeasureLeftOut),
            description: "New metrics whose names match and that are not monitored, by reason"
        );
        meter.CreateObservableGauge(
            "htmit.auto_monitor.models",
            () => Math.Max(0, Interlocked.Read(ref _count)),
            description: "Metrics that are monitored because samples of them came, and those waiting for it"
        );
    }

    public bool IsOn => _patterns.Length > 0;

    /// <summary>How many there may be.</summary>
    public int Most { get; }

    /// <summary>Set when there may be something to start.</summary>
    public SemaphoreSlim Waiting { get; } = new(0);

    public void Dispose()
    {
        _counting.Dispose();
        Waiting.Dispose();
    }

    /// <summary>Those of these new metrics that are to be monitored.</summary>
    public async Task<IReadOnlySet<MetricKey>> ChooseAsync(IReadOnlyCollection<MetricKey> keys, CancellationToken cancellationToken)
    {
        var matching = keys.Where(key => Array.Exists(_patterns, pattern => pattern.Matches(key.Name))).ToArray();
        var room = matching.Length > 0 ? await RoomAsync(cancellationToken) : 0;
        var chosen = matching.Take((int)Math.Min(room, matching.Length)).ToFrozenSet();
        if (matching.Length > chosen.Count)
        {
            LeaveOut(UnmonitoredReason.TooMany, matching[chosen.Count], matching.Length - chosen.Count);
        }
        if (keys.Count > matching.Length)
        {
            var other = matching.Length == 0 ? keys.First() : keys.Except(matching).First();
            _report.Add(IsOn ? UnmonitoredReason.NameDiffers : UnmonitoredReason.Off, other, keys.Count - matching.Length);
        }
        return chosen;
    }

    /// <summary>Says that metrics were made that this has chosen.</summary>
    public void NoteMade(int made)
    {
        if (made == 0)
        {
            return;
        }
        Interlocked.Add(ref _count, made);
        if (Waiting.CurrentCount == 0)
        {
            Waiting.Release();
        }
    }

    /// <summary>Says that metrics are not monitored although their names match.</summary>
    public void LeaveOut(UnmonitoredReason reason, MetricKey example, int count)
    {
        Interlocked.Add(ref _leftOut[(int)reason], count);
        _report.Add(reason, example, count);
    }

    private Measurement<long> MeasureLeftOut(UnmonitoredReason reason) =>
        new(Interlocked.Read(ref _leftOut[(int)reason]), new KeyValuePair<string, object?>("reason", reason.ToString()));

    private async Task<long> RoomAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var age = _time.GetElapsedTime(_counted);
            var count = Interlocked.Read(ref _count);
            if (count < 0 || age > Recount || (count >= Most && age > RecountWhenFull))
            {
                count = await _store.CountAsync(cancellationToken);
                Interlocked.Exchange(ref _count, count);
                _counted = _time.GetTimestamp();
            }
            return Math.Max(0, Most - count);
        }
        finally
        {
            _counting.Release();
        }
    }
}
