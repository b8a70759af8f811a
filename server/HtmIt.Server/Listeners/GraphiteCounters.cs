using HtmIt.V1;

namespace HtmIt.Server.Listeners;

/// <summary>What came in one way since the start. Counted by many threads.</summary>
internal sealed class GraphiteCounters(GraphiteTransport transport)
{
    private readonly long[] _notStored = new long[GraphiteReasons.Count];
    private long _received;
    private long _stored;
    private long _alreadyStored;
    private long _datagrams;
    private long _datagramsDropped;

    public GraphiteTransport Transport { get; } = transport;

    public long Received => Interlocked.Read(ref _received);

    public long Stored => Interlocked.Read(ref _stored);

    public long AlreadyStored => Interlocked.Read(ref _alreadyStored);

    public long Datagrams => Interlocked.Read(ref _datagrams);

    public long DatagramsDropped => Interlocked.Read(ref _datagramsDropped);

    /// <summary>Reasons for which something was not stored.</summary>
    public IEnumerable<(GraphiteReason Reason, long Count)> NotStored()
    {
        for (var i = 0; i < _notStored.Length; i++)
        {
            if (Interlocked.Read(ref _notStored[i]) is > 0 and var count)
            {
                yield return ((GraphiteReason)i, count);
            }
        }
    }

    public void AddReceived(long count = 1) => Interlocked.Add(ref _received, count);

    public void AddStored(long count) => Interlocked.Add(ref _stored, count);

    public void AddAlreadyStored(long count) => Interlocked.Add(ref _alreadyStored, count);

    public void AddNotStored(GraphiteReason reason, long count) => Interlocked.Add(ref _notStored[(int)reason], count);

    public void AddDatagram() => Interlocked.Increment(ref _datagrams);

    public void AddDroppedDatagram() => Interlocked.Increment(ref _datagramsDropped);
}
