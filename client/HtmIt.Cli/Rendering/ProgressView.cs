namespace HtmIt.Cli.Rendering;

/// <summary>How far a long job is: a bar with rate and time left on a terminal, a line now and then otherwise.</summary>
internal sealed class ProgressView : IAsyncDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    private readonly Output _output;
    private readonly string _verb;
    private readonly long _total;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly TimeSpan _interval;
    private long _lastWritten;

    private ProgressView(Output output, string verb, long total)
    {
        _output = output;
        _verb = verb;
        _total = total;
        _clock = output.Terminal.TimeProvider;
        _started = _lastWritten = _clock.GetTimestamp();
        _interval = output.IsLive ? DrawInterval : LineInterval;
    }

    /// <summary>Starts the clock. A total of 0 means that it is not known.</summary>
    public static ProgressView Start(Output output, string verb, long total) => new(output, verb, total);

    /// <summary>Says how much is done; shown when it is time again. Not written with JSON output.</summary>
    public void Report(long done)
    {
        if (_output.IsJson || _clock.GetElapsedTime(_lastWritten) < _interval)
        {
            return;
        }

        _lastWritten = _clock.GetTimestamp();
        var text = Describe(_verb, done, _total, _clock.GetElapsedTime(_started));
        if (_output.IsLive)
        {
            _output.Terminal.Redraw($"{Bar(done)} {text}");
        }
        else
        {
            _output.Terminal.Error.WriteLine(text);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_output.IsLive)
        {
            _output.Terminal.Redraw("");
        }

        return ValueTask.CompletedTask;
    }

    internal static string Describe(string verb, long done, long total, TimeSpan elapsed)
    {
        var rate = done / Math.Max(elapsed.TotalSeconds, 1e-3);
        var left = rate > 0 && total > done ? TimeSpan.FromSeconds((total - done) / rate) : TimeSpan.Zero;
        return total > 0
            ? $"{verb} {Show.Count(done)} of {Show.Count(total)} rows, {Show.Count((long)rate)} rows/s, {Show.Span(left)} left"
            : $"{verb} {Show.Count(done)} rows, {Show.Count((long)rate)} rows/s";
    }

    private string Bar(long done)
    {
        var filled = _total > 0 ? (int)Math.Clamp(done * BarWidth / _total, 0, BarWidth) : 0;
        return new string('━', filled) + new string('─', BarWidth - filled);
    }
}
