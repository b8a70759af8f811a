using HtmIt.Cli.Demo;
using HtmIt.Cli.Processes;
using HtmIt.Client;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Demo;

public sealed class DemoTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Samples_SameStart_AreTheSameAndEndBeforeToday()
    {
        var now = new DateTimeOffset(2026, 3, 15, 17, 20, 3, TimeSpan.Zero);
        var start = GeneratedHistory.StartBefore(now);

        using (Assert.EnterMultipleScope())
        {
            foreach (var metric in GeneratedHistory.Metrics)
            {
                var samples = GeneratedHistory.Samples(metric, start).ToList();
                Assert.That(samples, Has.Count.EqualTo(GeneratedHistory.SampleCount));
                Assert.That(samples, Is.EqualTo(GeneratedHistory.Samples(metric, start)));
                Assert.That(samples[^1].Time, Is.LessThan(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero)));
                Assert.That(samples.Select(sample => sample.Value), Is.All.GreaterThanOrEqualTo(0));
            }
        }
    }

    [Test]
    public void Add_IncidentThatIsRaised_IsOneWithBothSeverities()
    {
        var tracker = new IncidentTracker();
        var opened = Incident("incidents/1", severity: 3.1, peak: 40);

        var found = new[] { opened, Incident("incidents/2", severity: 3, peak: 7), Incident("incidents/1", severity: 4.5, peak: 90) }
            .Select(incident => tracker.Add(incident, "m") is not null)
            .ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo([true, true, false]));
            Assert.That(
                tracker.Incidents.Select(incident => incident.ToString()),
                Is.EqualTo([
                    "2026-01-01 00:00:01 m, severity 3.10 to 4.50, peak 90 at 00:01:30: scatters as never before",
                    "2026-01-01 00:00:01 m, severity 3.00, peak 7 at 00:00:07: scatters as never before",
                ])
            );
        }
    }

    [Test]
    public void Count_RowsComeAgain_EachScoreCountsOnce()
    {
        var counter = new ScoreCounter(Start.AddSeconds(2));

        var counted = new[] { Row(1, 0), Row(2, 0) with { Score = null }, Row(2, 0), Row(2, 0), Row(3, 0) }.Select(counter.Add).ToList();

        Assert.That((counter.Count, counted), Is.EqualTo((2L, new List<bool> { false, false, true, false, true })));
    }

    [Test]
    public void Read_TwoReadings_GiveRatesBetweenThem()
    {
        var directory = Directory.CreateTempSubdirectory("htmit-proc-").FullName;
        try
        {
            var clock = new FakeTimeProvider();
            var monitor = new HostMonitor(clock, directory);
            WriteProc(directory, user: 100, idle: 900, sectors: 1_000, received: 5_000, switches: 70);
            var first = monitor.Read().ToDictionary(sample => sample.Metric, sample => sample.Value);
            clock.Advance(TimeSpan.FromSeconds(2));
            WriteProc(directory, user: 150, idle: 950, sectors: 1_010, received: 7_000, switches: 270);

            var second = monitor.Read().ToDictionary(sample => sample.Metric, sample => sample.Value);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(first.Keys, Is.EquivalentTo(["memory", "load"]));
                Assert.That(second["cpu"], Is.EqualTo(50));
                Assert.That(second["memory"], Is.EqualTo(75));
                Assert.That(second["load"], Is.EqualTo(0.25));
                Assert.That(second["net_in"], Is.EqualTo(1_000));
                Assert.That(second["net_out"], Is.Zero);
                Assert.That(second["context_switches"], Is.EqualTo(100));
                Assert.That(second.Keys, Is.EquivalentTo(HostMonitor.Metrics.Select(metric => metric.Name)));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public void ParseReadyLine_Endpoints_ByName() =>
        Assert.That(
            ServerProcess.ParseReadyLine("htmit: ready grpc=127.0.0.1:5180 graphite=off"),
            Is.EqualTo(new Dictionary<string, string> { ["grpc"] = "127.0.0.1:5180", ["graphite"] = "off" })
        );

    private static void WriteProc(string directory, int user, int idle, int sectors, int received, int switches)
    {
        Directory.CreateDirectory(Path.Combine(directory, "net"));
        File.WriteAllText(Path.Combine(directory, "stat"), $"cpu  {user} 0 0 {idle} 0 0 0 0 0 0\ncpu0 1 1 1 1\nctxt {switches}\n");
        File.WriteAllText(Path.Combine(directory, "meminfo"), "MemTotal:   4000 kB\nMemFree:   10 kB\nMemAvailable:   1000 kB\n");
        File.WriteAllText(Path.Combine(directory, "loadavg"), "0.25 0.50 0.75 1/100 4711\n");
        File.WriteAllText(Path.Combine(directory, "diskstats"), $"   7       0 loop0 1 0 {sectors} 0 1 0 {sectors} 0 0 0 0\n");
        File.WriteAllText(
            Path.Combine(directory, "net/dev"),
            $"Inter-|   Receive\n face |bytes\n    lo: 99999 1 0 0 0 0 0 0 99999 1 0 0 0 0 0 0\n  eth0: {received} 1 0 0 0 0 0 0 10 1 0 0 0 0 0 0\n"
        );
    }

    private static Incident Incident(string name, double severity, long peak) =>
        new(name, "metrics/m", severity, IncidentRow(1), IncidentRow(peak), IncidentRow(2), IncidentRow(peak))
        {
            Reasons = [new IncidentReason(EvidenceKind.Spread, 1, "scatters as never before")],
        };

    private static IncidentRow IncidentRow(long id) => new(id, Start.AddSeconds(id), id, Surprise: 2);

    private static MetricDataRow Row(long id, double severity) =>
        new("metrics/m", id, Start.AddSeconds(id), id, new RowScore(0, 0.5, severity, severity));
}
