using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>Remembers, for one to two days, how old periods were whose values changed after they had stood still. A metric heeds what it has shown
/// itself, and what three metrics of the namespace have shown.</summary>
public sealed class ChangeMemory
{
    private const int DaySeconds = 86_400;
    private const int Enough = 3;

    private readonly Dictionary<MetricId, int> _added = [];
    private Dictionary<MetricId, int> _today = [];
    private Dictionary<MetricId, int> _yesterday = [];
    private long? _dayEnds;

    /// <summary>Not before this age, in seconds, are values of the metric to be believed; 0 when none has changed.</summary>
    public int AgeOf(MetricId metric) => Math.Max(Shared, Of(metric));

    /// <summary>What all metrics heed.</summary>
    public int Shared { get; private set; }

    /// <param name="age">How old the period was when its other value was seen.</param>
    public void Add(MetricId metric, int age) => _added[metric] = Math.Max(age, _added.GetValueOrDefault(metric));

    /// <summary>Heeds what was added, and forgets what is too old.</summary>
    public void Settle(long now)
    {
        _dayEnds ??= now + DaySeconds;
        var isOver = now >= _dayEnds;
        if (!isOver && _added.Count == 0)
        {
            return;
        }
        if (isOver)
        {
            _yesterday = now < _dayEnds + DaySeconds ? _today : [];
            (_today, _dayEnds) = ([], now + DaySeconds);
        }
        foreach (var (metric, age) in _added)
        {
            _today[metric] = Math.Max(age, _today.GetValueOrDefault(metric));
        }
        _added.Clear();
        Shared = _today.Keys.Union(_yesterday.Keys).Select(Of).OrderDescending().Skip(Enough - 1).FirstOrDefault();
    }

    private int Of(MetricId metric) => Math.Max(_today.GetValueOrDefault(metric), _yesterday.GetValueOrDefault(metric));
}
