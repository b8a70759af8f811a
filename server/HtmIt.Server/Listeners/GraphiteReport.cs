using System.Diagnostics.Metrics;
using HtmIt.V1;

namespace HtmIt.Server.Listeners;

/// <summary>Counts what comes as Graphite, as instruments of the meter <c>HtmIt.Server</c> too, and says what is not stored.</summary>
internal sealed class GraphiteReport
{
    public const string MeterName = "HtmIt.Server";

    private readonly GraphiteCounters[] _counters;
    private readonly GraphiteComplaints _complaints;

    public GraphiteReport(GraphiteComplaints complaints, IMeterFactory meters)
    {
        _complaints = complaints;
        _counters = [new(GraphiteTransport.Tcp), new(GraphiteTransport.Udp), new(GraphiteTransport.Pickle)];
        var meter = meters.Create(MeterName);
        Observe(meter, "htmit.graphite.received", "Lines, or datapoints of pickles", one => one.Received);
        Observe(meter, "htmit.graphite.stored", "Samples stored", one => one.Stored);
        Observe(meter, "htmit.graphite.already_stored", "Samples that were stored before", one => one.AlreadyStored);
        Observe(meter, "htmit.graphite.datagrams", "Datagrams received", one => one.Datagrams);
        Observe(meter, "htmit.graphite.datagrams_dropped", "Datagrams dropped", one => one.DatagramsDropped);
        meter.CreateObservableCounter(
            "htmit.graphite.not_stored",
            () =>
                _counters.SelectMany(one =>
                    one.NotStored()
                        .Select(pair => new Measurement<long>(pair.Count, Tag(one.Transport), new("reason", pair.Reason.ToString())))
                ),
            description: "What was not stored, by reason"
        );
    }

    public IReadOnlyList<GraphiteCounters> Counters => _counters;

    public GraphiteCounters Of(GraphiteTransport transport) => _counters[(int)transport - 1];

    /// <summary>Counts what is not stored, and says it unless the reason was given in the last minute.</summary>
    public void NotStored(GraphiteSource source, GraphiteReason reason, string example, long count = 1)
    {
        Of(source.Transport).AddNotStored(reason, count);
        _complaints.Add(source, reason, example, count);
    }

    private static KeyValuePair<string, object?> Tag(GraphiteTransport transport) => new("transport", transport.ToString());

    private void Observe(Meter meter, string name, string description, Func<GraphiteCounters, long> read) =>
        meter.CreateObservableCounter(
            name,
            () => _counters.Select(one => new Measurement<long>(read(one), Tag(one.Transport))),
            description: description
        );
}
