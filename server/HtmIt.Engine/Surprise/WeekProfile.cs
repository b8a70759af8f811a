using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>What is usual at this time of the week: for each of 84 pieces of two hours (UTC) a middle and a mean distance from it.</summary>
internal sealed class WeekProfile
{
    private const int Bins = 84;
    private const long SecondsPerBin = 2 * 60 * 60;
    private const long SecondsPerDay = 24 * 60 * 60;
    private const int FewestDays = 2;
    private const int MiddleRows = 3;
    private const double SizeShare = 0.05;
    private const double FirstReach = 100;
    private const double DaysOfMemory = 6;

    private readonly double[] _middle = new double[Bins];
    private readonly double[] _distance = new double[Bins];
    private readonly int[] _rows = new int[Bins];
    private readonly int[] _days = new int[Bins];
    private readonly long[] _lastDay = new long[Bins];

    /// <summary>What was usual at the newest row's time of the week.</summary>
    public double Usual { get; private set; }

    /// <summary>Distance of the last three rows' median from what is usual now, or null while this time was seen on fewer than two days.</summary>
    public double? Next(long unixSeconds, RecentValues recent, LevelTracker level)
    {
        var bin = (int)(FloorDivide(unixSeconds, SecondsPerBin) % Bins);
        bin = bin < 0 ? bin + Bins : bin;
        Usual = _middle[bin];
        double? distance = null;
        if (_days[bin] >= FewestDays)
        {
            var scale = _distance[bin] + (SizeShare * level.Size);
            distance = scale == 0 ? 0 : Math.Abs(recent.Median(0, MiddleRows) - _middle[bin]) / scale;
        }

        Learn(bin, FloorDivide(unixSeconds, SecondsPerDay), recent.Back(0), level);
        return distance;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_middle);
        writer.Write(_distance);
        writer.Write(_rows);
        writer.Write(_days);
        foreach (var day in _lastDay)
        {
            writer.Write(day);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        reader.Read(_middle);
        reader.Read(_distance);
        reader.Read(_rows);
        reader.Read(_days);
        foreach (ref var day in _lastDay.AsSpan())
        {
            day = reader.ReadInt64();
        }

        for (var bin = 0; bin < Bins; bin++)
        {
            SnapshotReader.Check(_rows[bin], 0, int.MaxValue);
            SnapshotReader.Check(_days[bin], _rows[bin] == 0 ? 0 : 1, _rows[bin]);
        }
    }

    private void Learn(int bin, long day, double value, LevelTracker level)
    {
        var before = _rows[bin];
        if (before == 0 || day != _lastDay[bin])
        {
            _days[bin]++;
            _lastDay[bin] = day;
        }

        _rows[bin] = before == int.MaxValue ? before : before + 1;
        if (before == 0)
        {
            var reach = FirstReach * level.Size;
            _middle[bin] = level.Level + Math.Clamp(value - level.Level, -reach, reach);
            return;
        }

        // A middle that remembers about six days of rows, moved by the sign and a clipped size of the distance.
        var rate = Math.Max(1.0 / _rows[bin], _days[bin] / (DaysOfMemory * before));
        var most = _days[bin] > FewestDays ? (6 * _distance[bin]) + (0.1 * level.Size) : FirstReach * level.Size;
        var distance = Math.Min(Math.Abs(value - _middle[bin]), most);
        _middle[bin] += rate * (value < _middle[bin] ? -distance : distance);
        _distance[bin] += rate * (distance - _distance[bin]);
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-(value + 1) / by) + 1);
}
