using System.Net;
using System.Net.Sockets;
using HtmIt.Core.Errors;
using HtmIt.Server.Settings;
using HtmIt.V1;

namespace HtmIt.Server.Listeners;

/// <summary>Takes samples in Graphite's text form over UDP. A datagram has whole lines; the last may lack its end. Nobody can be held back
/// here: what finds no room is dropped, counted and said.</summary>
internal sealed class GraphiteUdpListener(
    IPEndPoint address,
    ServerAddresses addresses,
    GraphiteIntake intake,
    GraphiteReport report,
    TimeProvider time,
    ILogger<GraphiteUdpListener> logger,
    ListenPorts? ports = null
) : BackgroundService
{
    private const int LargestDatagram = 65_535;

    // Bursts wait there while this process does something else. The system may allow less (net.core.rmem_max).
    private const int SystemBufferBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan TimeToStore = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(100);

    private readonly FaultLog _faults = new(logger, time, "Receiving Graphite datagrams");
    private readonly Socket _socket =
        ports?.Give(address, SocketType.Dgram) ?? new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket.ReceiveBufferSize = SystemBufferBytes;
            if (!_socket.IsBound)
            {
                _socket.Bind(address);
            }
        }
        catch (SocketException fault)
        {
            throw new ServerStartException($"--graphite-udp '{address}' can't be used: {fault.Message}.");
        }
        addresses.GraphiteUdp = (IPEndPoint)_socket.LocalEndPoint!;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _socket.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ReceiveAsync(stoppingToken);
        await intake
            .OffersStoredAsync()
            .WaitAsync(TimeToStore, time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync(CancellationToken stoppingToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        var anyone = new IPEndPoint(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone, stoppingToken);
                _faults.Succeeded();
                Take(buffer.AsSpan(0, received.ReceivedBytes), new(GraphiteTransport.Udp, received.RemoteEndPoint));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException fault)
            {
                _faults.Failed(fault);
                await Task.Delay(PauseAfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> datagram, GraphiteSource source)
    {
        var counters = report.Of(GraphiteTransport.Udp);
        counters.AddDatagram();
        var batch = new GraphiteBatch(report, source, time);
        foreach (var line in datagram.Split((byte)'\n'))
        {
            batch.AddLine(datagram[line]);
        }
        var series = batch.Take();
        var dropped = intake.Offer(series, source);
        if (dropped > 0)
        {
            var first = series[0];
            report.NotStored(source, GraphiteReason.QueueFull, GraphiteExample.Of(first.Key!.Text, first.Samples[0]), dropped);
            counters.AddDroppedDatagram();
        }
    }
}
