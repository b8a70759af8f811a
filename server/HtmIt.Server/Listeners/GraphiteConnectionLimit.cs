using HtmIt.Core.Ingest;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Listeners;

/// <summary>Closes Graphite connections beyond the number that may be open, as they come; counts them, and says so once a minute at most.
/// </summary>
internal sealed partial class GraphiteConnectionLimit(
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<GraphiteConnectionLimit> logger
)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _open;
    private long _refused;
    private long _unsaid;
    private long? _warned;

    public int Open => Volatile.Read(ref _open);

    public long Refused => Interlocked.Read(ref _refused);

    public async Task OnConnectionAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > options.Value.MaxGraphiteConnections)
            {
                Refuse(connection);
                return;
            }
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Refuse(ConnectionContext connection)
    {
        Interlocked.Increment(ref _refused);
        connection.Abort();
        long unsaid;
        lock (_lock)
        {
            _unsaid++;
            if (_warned is { } warned && time.GetElapsedTime(warned) < BetweenWarnings)
            {
                return;
            }
            (unsaid, _unsaid, _warned) = (_unsaid, 0, time.GetTimestamp());
        }
        Log.Refused(logger, unsaid, options.Value.MaxGraphiteConnections, connection.RemoteEndPoint?.ToString());
    }

    private static partial class Log
    {
        [LoggerMessage(
            4110,
            LogLevel.Warning,
            "{Count} Graphite connections were closed as they came, the last from {Peer}: {Limit} are open, which is as many as may be (HtmIt:Ingest:MaxGraphiteConnections)"
        )]
        public static partial void Refused(ILogger logger, long count, int limit, string? peer);
    }
}
