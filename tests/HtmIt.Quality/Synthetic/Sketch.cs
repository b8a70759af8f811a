using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Synthetic;

/// <summary>A series in the making: values, timestamps and the onsets of what is unusual in it.</summary>
internal sealed class Sketch
{
    private readonly List<RowWindow> _events = [];
    private readonly List<int> _removed = [];

    public Sketch(int seed, int count, int minutes)
    {
        Random = new Random(seed);
        Values = new double[count];
        Minutes = minutes;
    }

    public Random Random { get; }

    public double[] Values { get; }

    public int Count => Values.Length;

    /// <summary>Spacing of the rows.</summary>
    public int Minutes { get; }

    public int RowsPerDay => 24 * 60 / Minutes;

    /// <summary>A row after the first third, far enough from the end for the event to be seen: the n-th of so many.</summary>
    public int Place(int index, int total)
    {
        var from = 0.3 + 0.65 * index / total;
        return (int)(Count * (from + 0.65 / total * (0.15 + 0.6 * Random.NextDouble())));
    }

    public double Gauss() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    public Sketch Add(Func<int, double> term)
    {
        for (var row = 0; row < Count; row++)
        {
            Values[row] += term(row);
        }

        return this;
    }

    public Sketch Noise(double deviation) => Add(_ => deviation * Gauss());

    /// <summary>A working-day shape: a broad bump in the day, lower at weekends.</summary>
    public Sketch Season(double height, double weekend = 1) =>
        Add(row =>
        {
            var day = (double)row / RowsPerDay;
            var bump = Math.Pow(0.5 - 0.5 * Math.Cos(2 * Math.PI * day), 1.5) + 0.25 * Math.Sin(6 * Math.PI * day);
            return height * bump * ((int)day % 7 >= 5 ? weekend : 1);
        });

    /// <summary>Changes rows from <paramref name="first"/> on and records that something unusual began there.</summary>
    public void Event(int first, int length, Func<int, double, double> change)
    {
        var last = Math.Min(Count - 1, first + length - 1);
        for (var row = first; row <= last; row++)
        {
            Values[row] = change(row - first, Values[row]);
        }

        _events.Add(new RowWindow(first, last));
    }

    /// <summary>Drops rows, as when a collector was away; not unusual in itself.</summary>
    public void Remove(int first, int length) => _removed.AddRange(Enumerable.Range(first, length).Where(row => row < Count));

    public LabelledSeries Finish(string name)
    {
        var removed = _removed.ToHashSet();
        var kept = Enumerable.Range(0, Count).Where(row => !removed.Contains(row)).ToArray();
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = kept.Select(row => start.AddMinutes((double)row * Minutes)).ToArray();
        var values = kept.Select(row => Math.Round(Values[row], 4)).ToArray();
        var stamps = times.Select(time => time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        return new LabelledSeries(name, [.. stamps], times, values, Windows(kept));
    }

    /// <summary>As in NAB: a tenth of the series, shared among its events, laid around the onset of each.</summary>
    private List<RowWindow> Windows(int[] kept)
    {
        var half = kept.Length / 20 / Math.Max(1, _events.Count);
        var windows = new List<RowWindow>();
        foreach (var onset in _events.Select(e => Array.FindIndex(kept, row => row >= e.First)).Where(onset => onset >= 0).Order())
        {
            var first = windows.Count == 0 ? onset - half : Math.Max(onset - half, windows[^1].Last + 1);
            windows.Add(new RowWindow(first, Math.Min(kept.Length - 1, onset + half)));
        }

        return windows;
    }
}
