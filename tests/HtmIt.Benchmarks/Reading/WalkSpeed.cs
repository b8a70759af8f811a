using System.Diagnostics;

namespace HtmIt.Benchmarks.Reading;

/// <summary>How fast a walk goes, as a whole and part by part: a page must not cost more the further it is.</summary>
internal sealed class WalkSpeed(long rows, int parts)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<double> _rates = [];
    private long _partBegan = Stopwatch.GetTimestamp();
    private long _rowsOfPart;
    private long _seen;

    public double Seconds { get; private set; }

    public double RowsPerSecond => rows / Seconds;

    public double SlowestPart => _rates.Min();

    public void Add(int count)
    {
        _seen += count;
        _rowsOfPart += count;
        if (_rowsOfPart >= rows / parts)
        {
            EndPart();
        }
    }

    /// <exception cref="InvalidOperationException">The walk gave too few rows, or too many.</exception>
    public WalkSpeed Finish()
    {
        Seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        if (_rates.Count == 0)
        {
            EndPart();
        }
        return _seen == rows ? this : throw new InvalidOperationException($"{_seen} rows were read, and there are {rows}.");
    }

    private void EndPart()
    {
        _rates.Add(_rowsOfPart / Stopwatch.GetElapsedTime(_partBegan).TotalSeconds);
        (_rowsOfPart, _partBegan) = (0, Stopwatch.GetTimestamp());
    }
}
