using HtmIt.Core.Errors;

namespace HtmIt.Core.Rankings;

/// <summary>Computes rankings. Of each kind one is computed at a time: who asks meanwhile shares the next one, which is begun after they
/// asked. The last of each kind is kept for a while, for its next pages and for those that follow it.</summary>
public sealed class Rankings(IRankingReader reader, TimeProvider time)
{
    private const int MostKept = 8;

    private readonly Dictionary<RankingBasis, Kind> _kinds = [];
    private readonly Lock _lock = new();

    /// <summary>A ranking of now.</summary>
    public Task<Ranking> ComputeAsync(RankingBasis basis, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Find(basis).Request().WaitAsync(cancellationToken);
        }
    }

    /// <summary>A ranking that was begun no longer ago than this.</summary>
    public Task<Ranking> ComputeAsync(RankingBasis basis, TimeSpan age, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var kind = Find(basis);
            var recent = kind.Last is { IsFaulted: false } && time.GetElapsedTime(kind.Begun) <= age;
            return (recent ? kind.Last! : kind.Request()).WaitAsync(cancellationToken);
        }
    }

    /// <summary>A ranking over a window that was computed before: the kept one if it is that.</summary>
    public async Task<Ranking> ComputeAsync(RankingWindow window, RankingBasis basis, CancellationToken cancellationToken)
    {
        Task<Ranking>? last;
        lock (_lock)
        {
            last = Find(basis).Last;
        }
        return last is { IsCompletedSuccessfully: true } && (await last).Window == window
            ? await last
            : new(window, basis, await reader.ReadValuesAsync(window, basis, cancellationToken));
    }

    private Kind Find(RankingBasis basis)
    {
        if (!_kinds.TryGetValue(basis, out var kind))
        {
            if (_kinds.Count == MostKept)
            {
                _kinds.Remove(_kinds.MinBy(one => one.Value.Begun).Key);
            }
            _kinds[basis] = kind = new(this, basis);
        }
        return kind;
    }

    private async Task<Ranking> RunAsync(RankingBasis basis)
    {
        await Task.Yield();
        var (position, newest) = await reader.ReadHeadAsync(CancellationToken.None);
        var window = ToWindow(basis.Span, newest);
        return new(window, basis, await reader.ReadValuesAsync(window, basis, CancellationToken.None)) { Position = position };
    }

    private static RankingWindow? ToWindow(RankingSpan span, long? newest) =>
        span switch
        {
            RankingSpan.Between between => between.Window,
            RankingSpan.EndingWithNewest when newest is { } end => new(span.Seconds, end),
            _ => null,
        };

    /// <summary>The rankings of one basis. Guarded by the owner's lock.</summary>
    private sealed class Kind(Rankings owner, RankingBasis basis)
    {
        private Task<Ranking>? _next;

        /// <summary>The one computed last or being computed.</summary>
        public Task<Ranking>? Last { get; private set; }

        public long Begun { get; private set; } = owner.NowStamp;

        public Task<Ranking> Request()
        {
            if (_next is null && Last is null or { IsCompleted: true })
            {
                (Last, Begun) = (owner.RunAsync(basis), owner.NowStamp);
                return Last;
            }
            return _next ??= RunAfterAsync(Last!);
        }

        private async Task<Ranking> RunAfterAsync(Task<Ranking> running)
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            lock (owner._lock)
            {
                // From here on it is this one that runs, and a later request waits for its successor.
                (Last, _next, Begun) = (_next, null, owner.NowStamp);
            }
            if (running.Exception?.InnerException is DomainException { Reason: ErrorReason.StorageUnavailable })
            {
                // The database was waited for, and who waited for that has waited long enough.
                return await running;
            }
            return await owner.RunAsync(basis);
        }
    }

    private long NowStamp => time.GetTimestamp();
}
