using HtmIt.Core.Errors;
using HtmIt.Core.Specs;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Metrics;

/// <summary>How many custom metrics may be created: so many a second, ten seconds' worth of them at once, and so many there may be. The number
/// is counted in the database now and then, and by what is created here in between; several servers on one database go over it by what
/// they create in that time.</summary>
public sealed class NewMetricLimit(IMetricStore metrics, IOptions<NewMetricOptions> options, TimeProvider time) : IDisposable
{
    private const int BurstSeconds = 10;

    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);

    /// <summary>Sooner when there are too many, because some may have been deleted.</summary>
    private static readonly TimeSpan RecountWhenFull = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _counting = new(1);
    private double _tokens = (double)BurstSeconds * options.Value.NewMetricsPerSecond;
    private long _filled = time.GetTimestamp();
    private long? _count;
    private long _counted;

    /// <summary>How many may be taken now.</summary>
    public int Available
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return (int)Math.Floor(_tokens);
            }
        }
    }

    public int PerSecond => options.Value.NewMetricsPerSecond;

    /// <summary>Takes one, at once.</summary>
    /// <exception cref="DomainException">TooManyNewMetrics, TooManyMetrics, StorageUnavailable.</exception>
    public async Task TakeOneAsync(CancellationToken cancellationToken)
    {
        if (await RoomAsync(cancellationToken) < 1)
        {
            throw TooMany();
        }
        if (TakeUpTo(1) == 0)
        {
            throw TooFast();
        }
        NoteCreated(1);
    }

    public void Dispose() => _counting.Dispose();

    public DomainException TooMany() => MetricErrors.TooManyMetrics(options.Value.MaxCustomMetrics);

    public DomainException TooFast() => MetricErrors.TooManyNewMetrics(PerSecond);

    /// <summary>Takes as many of these as the rate allows now.</summary>
    public int TakeUpTo(int wanted)
    {
        lock (_lock)
        {
            Fill();
            var taken = (int)Math.Min(wanted, Math.Floor(_tokens));
            _tokens -= taken;
            return taken;
        }
    }

    /// <summary>How many more there may be.</summary>
    public async Task<long> RoomAsync(CancellationToken cancellationToken)
    {
        var most = options.Value.MaxCustomMetrics;
        if (most == 0)
        {
            return long.MaxValue;
        }
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (MustCount(most))
            {
                var (counts, _) = await metrics.CountAsync(cancellationToken);
                lock (_lock)
                {
                    _count = counts.Where(one => one.Datasource.TakesSamples).Sum(one => one.Count);
                    _counted = time.GetTimestamp();
                }
            }
        }
        finally
        {
            _counting.Release();
        }
        lock (_lock)
        {
            return Math.Max(0, most - _count!.Value);
        }
    }

    public void NoteCreated(int created)
    {
        lock (_lock)
        {
            _count += created;
        }
    }

    private bool MustCount(int most)
    {
        lock (_lock)
        {
            var age = time.GetElapsedTime(_counted);
            return _count is not { } known || age > Recount || (known >= most && age > RecountWhenFull);
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min((double)BurstSeconds * PerSecond, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * PerSecond));
        _filled = now;
    }
}
