using HtmIt.Server.Listeners;
using HtmIt.Server.Settings;
using HtmIt.V1;

namespace HtmIt.Server.Mapping;

/// <summary>Counters of what came as Graphite.</summary>
internal static class GraphiteMapping
{
    public static IEnumerable<GraphiteStatistics> ToProto(GraphiteReport report, ServerAddresses addresses) =>
        report.Counters.Where(one => IsOpen(one.Transport, addresses)).Select(ToProto);

    private static bool IsOpen(GraphiteTransport transport, ServerAddresses addresses) =>
        transport switch
        {
            GraphiteTransport.Tcp => addresses.Graphite is not null,
            GraphiteTransport.Udp => addresses.GraphiteUdp is not null,
            _ => addresses.GraphitePickle is not null,
        };

    private static GraphiteStatistics ToProto(GraphiteCounters counters)
    {
        var notStored = counters.NotStored().ToLookup(one => one.Reason < GraphiteReasons.FirstRefusal, ToProto);
        return new()
        {
            Transport = counters.Transport,
            Received = counters.Received,
            Stored = counters.Stored,
            AlreadyStored = counters.AlreadyStored,
            Unreadable = { notStored[true] },
            Refused = { notStored[false] },
            Datagrams = counters.Datagrams,
            DatagramsDropped = counters.DatagramsDropped,
        };
    }

    private static GraphiteCount ToProto((GraphiteReason Reason, long Count) one) => new() { Reason = one.Reason, Count = one.Count };
}
