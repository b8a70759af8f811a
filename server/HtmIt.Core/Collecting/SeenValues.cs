using System.Collections.Immutable;
using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>What was seen of a metric's last periods, and of those that are not taken yet: it tells from an answer what has stopped
/// changing, what came too late, and what is no longer as it is stored.</summary>
public sealed class SeenValues
{
    public static readonly SeenValues None = new([], long.MaxValue);

    private readonly ImmutableArray<SeenValue> _values;

    /// <summary>What is stored is known from this period on.</summary>
    private readonly long _knownFrom;

    private SeenValues(ImmutableArray<SeenValue> values, long knownFrom) => (_values, _knownFrom) = (values, knownFrom);

    public bool IsAnyWaiting => _values.Any(one => one.Fate == SeenFate.Waiting);

    /// <summary>The periods that had no value before, or another one.</summary>
    public IEnumerable<long> NewAt(long now) => _values.Where(one => one.Since == now && one.Fate != SeenFate.Late).Select(one => one.Time);

    public SeenValue? Find(long time)
    {
        var place = Place(time);
        return place >= 0 ? _values[place] : null;
    }

    /// <summary>What is stored is known from this period on, unless it has been for longer.</summary>
    public SeenValues KnownFrom(long time) => _knownFrom <= time ? this : new(_values, time);

    /// <summary>These are rows now: those that were not seen are zeros.</summary>
    public SeenValues Stored(IReadOnlyList<Sample> samples)
    {
        if (samples.Count == 0)
        {
            return this;
        }
        var (first, last) = (samples[0].Time, samples[^1].Time);
        var known = _values.Select(one => one.Time).ToHashSet();
        var zeros = samples.Where(sample => !known.Contains(sample.Time)).Select(sample => Zero(sample.Time));
        return new(
            [
                .. _values
                    .Select(one => one.Time >= first && one.Time <= last ? one with { Fate = SeenFate.Stored } : one)
                    .Concat(zeros)
                    .OrderBy(one => one.Time),
            ],
            Math.Min(_knownFrom, first)
        );
    }

    /// <summary>Forgets what is before a time and is not waiting.</summary>
    /// <param name="zerosFrom">From here on only zeros are forgotten: which periods those are can be told without.</param>
    public SeenValues From(long time, long zerosFrom = long.MaxValue) =>
        new(
            [
                .. _values.Where(one =>
                    one.Fate == SeenFate.Waiting || one.Time >= time || (one.Time >= zerosFrom && one.Fate != SeenFate.Zero)
                ),
            ],
            _knownFrom
        );

    /// <summary>Looks at an answer.</summary>
    /// <param name="next">What follows the newest stored row.</param>
    /// <param name="look">When and how was asked.</param>
    public (SeenValues Seen, SeenChanges Changes) With(IReadOnlyList<Sample> answer, long next, SeenLook look)
    {
        var values = ImmutableArray.CreateBuilder<SeenValue>(_values.Length + answer.Count);
        var changes = new SeenChanges();
        var old = 0;
        foreach (var sample in answer.Where(sample => double.IsFinite(sample.Value)))
        {
            while (old < _values.Length && _values[old].Time < sample.Time)
            {
                Keep(_values[old++]);
            }
            if (old < _values.Length && _values[old].Time == sample.Time)
            {
                var (value, change) = Compare(_values[old++], sample, look);
                values.Add(value);
                changes = Add(changes, change);
            }
            else if (sample.Time >= next)
            {
                values.Add(new(sample.Time, sample.Value, look.Now, look.Now, SeenFate.Waiting));
            }
            else if (sample.Time >= look.ZerosFrom)
            {
                var (value, change) = Compare(Zero(sample.Time), sample, look);
                values.Add(value);
                changes = Add(changes, change);
            }
            else if (sample.Time >= look.Recent)
            {
                // Whether it is a row is not known of what was stored before the first look.
                var isLate = sample.Time >= _knownFrom;
                values.Add(new(sample.Time, sample.Value, look.Now, look.Now, isLate ? SeenFate.Late : SeenFate.Stored));
                changes = changes with { Late = changes.Late + (isLate ? 1 : 0) };
            }
        }
        while (old < _values.Length)
        {
            Keep(_values[old++]);
        }
        return (new(values.DrainToImmutable(), _knownFrom), changes);

        // What was there and is not in an answer that should hold it has not stood still.
        void Keep(SeenValue value)
        {
            if (value.Fate != SeenFate.Waiting || value.Time < look.Window.Start || value.Time >= look.Window.End)
            {
                values.Add(value);
            }
        }
    }

    private static (SeenValue Value, SeenChanges Change) Compare(SeenValue known, Sample sample, SeenLook look)
    {
        if (known.Fate == SeenFate.Zero)
        {
            return AfterZero(known, sample, look);
        }
        if (known.Is(sample.Value) || (known.Fate == SeenFate.Stored && !look.IsWhole))
        {
            return (known, default);
        }
        var stoodStill = known.Fate == SeenFate.Stored || look.Before - known.Since >= Patience.StillSeconds;
        var age = stoodStill && known.Fate != SeenFate.Late ? (int)(look.Now - known.Time - look.Window.PeriodSeconds) : 0;
        return (
            known with
            {
                Value = sample.Value,
                Since = look.Now,
            },
            new(0, known.Fate == SeenFate.Stored ? 1 : 0, look.IsWhole ? age : 0, 0)
        );
    }

    /// <summary>What came for a zero says nothing about how long values change: only that it was late.</summary>
    private static (SeenValue Value, SeenChanges Change) AfterZero(SeenValue zero, Sample sample, SeenLook look)
    {
        var value = new SeenValue(zero.Time, sample.Value, look.Now, look.Now, SeenFate.Stored);
        return zero.Is(sample.Value) ? (value, default) : (value, new(0, 1, 0, 1));
    }

    private static SeenValue Zero(long time) => new(time, 0, time, time, SeenFate.Zero);

    private static SeenChanges Add(SeenChanges one, SeenChanges other) =>
        new(one.Late + other.Late, one.Revised + other.Revised, Math.Max(one.AtAge, other.AtAge), one.AfterZero + other.AfterZero);

    private int Place(long time)
    {
        var (low, high) = (0, _values.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_values[middle].Time == time)
            {
                return middle;
            }
            (low, high) = _values[middle].Time < time ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }
}
