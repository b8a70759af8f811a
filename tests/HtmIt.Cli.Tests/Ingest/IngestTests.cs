using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Ingest;

/// <summary>What becomes of the files that people have.</summary>
public sealed class IngestTests
{
    private static readonly (int Month, int Day, double Value)[] Expected = [(7, 1, 1.0), (7, 2, 2.0), (7, 16, 3.0)];

    private readonly FakeStore _store = new();
    private FakeServer _server = null!;
    private string _directory = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _directory = Directory.CreateTempSubdirectory("htmit-ingest-").FullName;
        var services = new FakeServices { Ingest = _store.ServeAsync };
        services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>("GetProcessingStatistics", _ => new());
        _server = await FakeServer.StartAsync(services);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [TestCase("Datum;Wert|01.07.2026 00:00:00;1|02.07.2026 00:00:00;2|16.07.2026 00:00:00;3")]
    [TestCase("Date,Value|01/07/2026 00:00,1|02/07/2026 00:00,2|16/07/2026 00:00,3")]
    [TestCase("16.07.2026 00:00;3", Description = "No header, and a date that is none in the month's place")]
    public async Task Ingest_DayAbove12Anywhere_SettlesTheColumn(string text)
    {
        var (exitCode, output, error) = await IngestAsync(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.StartWith("m.csv: columns separated by ").And.Contain("(day first: '"));
            Assert.That(Days(), Is.SubsetOf(Expected).And.Contains((7, 16, 3.0)));
        }
    }

    [TestCase("Datum;Wert|01.07.2026 00:00:00;1|08.07.2026 00:00:00;2", "--time-format 'd.M.yyyy H:mm:ss'")]
    [TestCase("Datum;Wert|01.07.2026;1|16.07.2026;2|07.16.2026;2", "--time-format")]
    [TestCase("timestamp,value|2026-07-02,1|2026-07-01,2", "--sort")]
    [TestCase("timestamp,value|2026-07-01,1|2026-07-03,1|2026-07-02,2", "--sort")]
    [TestCase("metric,timestamp,value|a,2026-07-02,1|b,2026-07-01,2|a,2026-07-01,1", "--sort")]
    [TestCase("timestamp,value|2025-10-26 02:30,1|2025-10-26 02:00,2", "--time-zone")]
    [TestCase("2026-07-01 00:00:00;0,5", "--decimal-comma")]
    public async Task Ingest_FileThatIsRefused_SendsNothingAndNamesTheWayOut(string text, string hint)
    {
        var (exitCode, _, error) = await IngestAsync(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith("error: ").And.Contain(hint));
            Assert.That(_store.Batches, Is.Empty);
        }
    }

    [Test]
    public async Task Ingest_LastRowOutOfOrder_NothingIsSentBefore()
    {
        var rows = Enumerable.Range(0, 2000).Select(i => $"{1_767_225_600 + i},1").Append("1767225600,2");

        var (exitCode, _, error) = await IngestAsync(string.Join('|', rows), "--batch-size", "10");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.Contain("line 2001 (2026-01-01 00:00:00 UTC) is before line 2000"));
            Assert.That(_store.Batches, Is.Empty);
        }
    }

    [Test]
    public async Task Ingest_TimeFormat_ReadsWhatIsAmbiguous()
    {
        var (exitCode, _, error) = await IngestAsync("Datum;Wert|01.07.2026;1|08.07.2026;2", "--time-format", "d.M.yyyy");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Days(), Is.EqualTo([(7, 1, 1.0), (7, 8, 2.0)]));
    }

    [TestCase("timestamp,value|2026-07-02,2|2026-07-01,1|2026-07-03,3")]
    [TestCase("timestamp,value|03.07.2026,3|02.07.2026,2|01.07.2026,1|31.06.2026,9|30.06.2026,0")]
    public async Task Ingest_Sort_SendsInOrder(string text)
    {
        await IngestAsync(text, "--sort");

        Assert.That(Days().Where(day => day.Month == 7), Is.EqualTo([(7, 1, 1.0), (7, 2, 2.0), (7, 3, 3.0)]));
    }

    [Test]
    public async Task Ingest_DecimalComma_ReadsAllRows()
    {
        const string Text = "timestamp;value|2026-07-01 00:00:00;0,0|2026-07-02 00:00:00;1,5";

        var without = await IngestAsync(Text);
        var with = await IngestAsync(Text, "--decimal-comma");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(without.ExitCode, Is.EqualTo(1));
            Assert.That(without.Out, Does.Contain("UNREADABLE: 2, for example").And.Contain("give --decimal-comma"));
            Assert.That(with.ExitCode, Is.Zero, with.Error);
            Assert.That(Days(), Is.EqualTo([(7, 1, 0.0), (7, 2, 1.5)]));
        }
    }

    [Test]
    public async Task Ingest_DecimalCommaWithCommas_AsksForTheDelimiter()
    {
        var guessed = await IngestAsync("2026-07-01,1,5", "--decimal-comma");
        var given = await IngestAsync("2026-07-01,\"1,5\"", "--decimal-comma", "--delimiter", ",");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((guessed.ExitCode, given.ExitCode), Is.EqualTo((1, 0)));
            Assert.That(guessed.Error, Does.Contain("--delimiter"));
            Assert.That(Days(), Is.EqualTo([(7, 1, 1.5)]));
        }
    }

    [Test]
    public async Task Ingest_TimeZone_TellsRepeatedHoursApartAndRefusesSkippedOnes()
    {
        const string Text =
            "timestamp,value|2025-03-30 01:00,1|2025-03-30 02:30,2|2025-03-30 03:00,3|2025-10-26 02:00,4|2025-10-26 02:00,5|2025-10-26 03:00,6";

        var (exitCode, output, _) = await IngestAsync(Text, "--time-zone", "Europe/Berlin");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output, Does.Contain("line 3: '2025-03-30 02:30:00' does not exist in Europe/Berlin"));
            Assert.That(
                _store["m"].Select(sample => (sample.SampleTime.ToDateTime().ToString("MMdd HH", null), sample.Value)),
                Is.EqualTo([("0330 00", 1.0), ("0330 01", 3.0), ("1026 00", 4.0), ("1026 01", 5.0), ("1026 02", 6.0)])
            );
        }
    }

    [Test]
    public async Task Ingest_RepeatedTimes_AreTold()
    {
        var (exitCode, output, error) = await IngestAsync("time,value|2026-07-01Z,1|2026-07-01Z,2|2026-07-01Z,1|2026-07-02Z,3");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith("warning: 2 rows with the same time as the row of the metric before, first line 3 "));
            Assert.That(
                output,
                Does.Contain("line 3: m at 2026-07-01 00:00:00, value 2: ").And.Contain("2 stored, 1 already stored, 1 refused")
            );
        }
    }

    [Test]
    public async Task Ingest_Json_SaysWhatTheFileLookedLike()
    {
        var (_, output, _) = await IngestAsync("Datum;Wert|01.07.2026;1|16.07.2026;2", "--output", "json");

        var layout = JsonDocument.Parse(output).RootElement.GetProperty("layout");
        Assert.That(
            new[] { "delimiter", "time_column", "value_column", "times" }.Select(name => layout.GetProperty(name).GetString()),
            Is.EqualTo(["';'", "1 'Datum'", "2 'Wert'", "day first: '01.07.2026' is 2026-07-01 00:00:00 UTC"])
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task Ingest_StandardInput_IsSentAsItComes(CancellationToken cancellationToken)
    {
        var second = new TaskCompletionSource();
        _store.BeforeAcknowledging = _ =>
        {
            if (_store["pipe"].Count == 2)
            {
                second.TrySetResult();
            }

            return Task.CompletedTask;
        };
        var pipe = new Pipe();
        using var input = new StreamReader(pipe.Reader.AsStream());
        var running = IngestInputAsync(input);

        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("2026-07-01T00:00:00Z,1\n2026-07-02T00:00:00Z,2\n"), cancellationToken);
        await second.Task.WaitAsync(cancellationToken);
        Assert.That(running.IsCompleted, Is.False, "the input has not ended");
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("1783036800,3"), cancellationToken);
        await pipe.Writer.CompleteAsync();
        var (exitCode, _, error) = await running;

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(_store["pipe"].Select(sample => sample.Value), Is.EqualTo([1, 2, 3]));
    }

    [TestCase("16.07.2026,1")]
    [TestCase("07/08/2026,1")]
    public async Task Ingest_StandardInputWithDatesOfDigits_NeedsTheirFormat(string text)
    {
        var (exitCode, _, error) = await IngestInputAsync(new StringReader(text));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.Contain("give --time-format"));
            Assert.That(_store.Batches, Is.Empty);
        }
    }

    private Task<(int ExitCode, string Out, string Error)> IngestInputAsync(TextReader input) =>
        CliRunner.RunAsync(_server.Address, input, "ingest", "-", "--metric", "pipe", "--monitor", "false");

    private async Task<(int ExitCode, string Out, string Error)> IngestAsync(string text, params string[] options)
    {
        var path = Path.Combine(_directory, "m.csv");
        await File.WriteAllTextAsync(path, text.Replace('|', '\n'));
        return await CliRunner.RunAsync(_server.Address, ["ingest", path, "--monitor", "false", .. options]);
    }

    private IEnumerable<(int Month, int Day, double Value)> Days() =>
        _store["m"].Select(sample => (sample.SampleTime.ToDateTime().Month, sample.SampleTime.ToDateTime().Day, sample.Value));
}
