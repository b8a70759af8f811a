namespace HtmIt.Client;

/// <summary>Counts failures in a row and waits between them.</summary>
internal sealed class Backoff(BackoffOptions options, TimeProvider timeProvider)
{
    private int _failures;

    public void Reset() => _failures = 0;

    /// <summary>Waits before the next attempt: longer after each failure in a row, and never shorter than the server asked for.</summary>
    public Task WaitAsync(TimeSpan? atLeast, CancellationToken cancellationToken)
    {
        var wait = NextWait(Random.Shared.NextDouble());
        return Task.Delay(atLeast > wait ? atLeast.Value : wait, timeProvider, cancellationToken);
    }

    /// <summary>The next wait for a random number in [0, 1).</summary>
    internal TimeSpan NextWait(double random)
    {
        var full = Math.Min(options.Initial.TotalSeconds * Math.Pow(options.Multiplier, _failures++), options.Maximum.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + random / 2));
    }
}
