using HtmIt.Core.Log;

namespace HtmIt.Storage.Samples;

/// <summary>The newest commit that this process saw, whoever made it: a database without it has gone back.</summary>
internal sealed class CommitMemory
{
    private readonly Lock _lock = new();
    private CommitMark? _newest;

    public CommitMark? Newest
    {
        get
        {
            lock (_lock)
            {
                return _newest;
            }
        }
    }

    public void Saw(CommitMark commit)
    {
        lock (_lock)
        {
            if (_newest is not { } newest || newest.History != commit.History || newest.Position < commit.Position)
            {
                _newest = commit;
            }
        }
    }

    /// <summary>Its loss was noticed.</summary>
    public void Forget(CommitMark commit)
    {
        lock (_lock)
        {
            if (_newest == commit)
            {
                _newest = null;
            }
        }
    }
}
