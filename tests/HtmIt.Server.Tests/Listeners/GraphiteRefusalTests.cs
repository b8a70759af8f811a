using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>Nothing that comes as Graphite is passed over in silence: it is counted by reason and said, while the connection is open.</summary>
[NonParallelizable]
public sealed class GraphiteRefusalTests : ServerFixture
{
    private readonly CollectedLog _log = new(4101);

    protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_log);

    [Test]
    public async Task Connection_EveryKindOfRefusal_IsCountedByReasonAndSaidWhileItIsOpen()
    {
        await GraphiteSender.SendAsync(Server.Graphite, $"refusal.known 1 {Ingest.Start}\n");
        var before = await StatisticsAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Graphite);
        var lines = new[]
        {
            $"refusal.known 1 {Ingest.Start}", // again
            $"refusal.known 2 {Ingest.Start}",
            $"refusal.known 2 {Ingest.Start - 60}",
            "refusal.new 1 86400",
            "refusal.new 1 17672256000",
            $"refusal.new 1 {Ingest.Start}000",
            $"refusal.new nan {Ingest.Start}",
            $"refusal.new \u001b[31mred {Ingest.Start}",
            "refusal.new 1 soon",
            "refusal.new 1",
            $"refusal.new 1 {Ingest.Start} 2",
            $"{new string('n', 256)} 1 {Ingest.Start}",
            $"{new string('l', 5_000)} 1 {Ingest.Start}",
            "",
        };
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));
        byte[] last = [0xff, .. " 1 1767225600\n"u8, .. Encoding.UTF8.GetBytes($"refusal.known 3 {Ingest.Start + 60}\n")];
        await client.GetStream().WriteAsync(last);

        var after = await Until.HoldsAsync(StatisticsAsync, now => now.Stored == before.Stored + 1, "the good line to be counted");

        GraphiteReason[] refused = [GraphiteReason.TimeNotIncreasing, GraphiteReason.TimeTooOld, GraphiteReason.TimeTooFarInFuture];
        GraphiteReason[] unreadable =
        [
            GraphiteReason.TooFewFields,
            GraphiteReason.TooManyFields,
            GraphiteReason.NameInvalid,
            GraphiteReason.NameNotUtf8,
            GraphiteReason.ValueNotANumber,
            GraphiteReason.ValueNotFinite,
            GraphiteReason.TimeNotANumber,
            GraphiteReason.TimeInMilliseconds,
            GraphiteReason.LineTooLong,
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Received - before.Received, Is.EqualTo(15));
            Assert.That(after.AlreadyStored - before.AlreadyStored, Is.EqualTo(1));
            Assert.That(
                after.Refused.Where(one => one.Reason != GraphiteReason.MetricInError).Select(one => (one.Reason, one.Count)),
                Is.EqualTo(refused.Zip([2L, 1L, 1L]))
            );
            Assert.That(after.Unreadable.Select(one => one.Reason), Is.EqualTo(unreadable));
            Assert.That(after.Unreadable.Select(one => one.Count), Is.All.EqualTo(1));
            Assert.That(
                _log.Messages,
                Has.Exactly(refused.Length + unreadable.Length)
                    .Contains($"One was from 127.0.0.1:{((System.Net.IPEndPoint)client.Client.LocalEndPoint!).Port}: ")
            );
            Assert.That(_log.Messages, Has.One.Contains(@"'refusal.new \u{1b}[31mred 1767225600'"));
            Assert.That(_log.Messages, Has.One.Contains("looks like milliseconds").And.Contains("'refusal.new 1 1767225600000'"));
            Assert.That(Measured("htmit.graphite.not_stored"), Does.Contain(("Tcp", "TimeInMilliseconds", 1L)));
            Assert.That(Measured("htmit.graphite.stored"), Does.Contain(("Tcp", "", after.Stored)));
        }
    }

    [Test]
    public async Task Connection_MetricInError_IsCountedAndSaid()
    {
        await GraphiteSender.SendAsync(Server.Graphite, $"refusal.error 1 {Ingest.Start}\n");
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            """
            update metric set status = 4, status_message = 'the model broke', parameters = '{"datasource":"custom","metricSpec":{"metric":"refusal.error"},
            "modelParams":{"min":0,"max":100}}', model_params = '{"Min":0,"Max":100,"Resolution":0.8771929824561403}' where name = 'refusal.error'
            """
        );
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric_head set status = 4 where metric_number = (select number from metric where name = 'refusal.error')"
        );
        await Actors.DeactivateAllAsync(Server);
        await GraphiteSender.SendAsync(Server.Graphite, $"refusal.error 1 {Ingest.Start + 1}\nrefusal.error 1 {Ingest.Start + 2}\n");
        var refused = (await StatisticsAsync()).Refused;
        Assert.That(refused.Single(one => one.Reason == GraphiteReason.MetricInError).Count, Is.EqualTo(2));
        Assert.That(_log.Messages, Has.One.Contains("2 not stored: the metric is in ERROR").And.Contains("'refusal.error 1 1767225601'"));
    }

    [Test] // as with carbon
    public async Task Connection_TimeMinusOne_IsNow()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await GraphiteSender.SendAsync(Server.Graphite, "refusal.now 1 -1\n");
        var row = (await RowsAsync("refusal.now")).Single();
        Assert.That(row.Time, Is.InRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
    }

    private async Task<GraphiteStatistics> StatisticsAsync()
    {
        var info = await new DiagnosticsService.DiagnosticsServiceClient(Channel).GetServerInfoAsync(new());
        return info.Graphite.Single(one => one.Transport == GraphiteTransport.Tcp);
    }

    /// <summary>What the instrument of this server measures: transport, reason, value.</summary>
    private List<(string Transport, string Reason, long Value)> Measured(string name)
    {
        var meters = Server.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentQueue<(string, string, long)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => measured.Enqueue(($"{tags[0].Value}", tags.Length > 1 ? $"{tags[1].Value}" : "", value))
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. measured];
    }
}
