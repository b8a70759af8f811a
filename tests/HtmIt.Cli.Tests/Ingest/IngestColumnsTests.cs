using System.IO.Compression;
using System.Text;
using System.Text.Json;
using HtmIt.Cli.Terminals;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Ingest;

/// <summary>Files whose columns are not just a time and a value, and packed ones: what is made of them, and what is said.</summary>
public sealed class IngestColumnsTests
{
    private readonly FakeStore _store = new();
    private FakeServices _services = null!;
    private FakeServer _server = null!;
    private string _directory = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _directory = Directory.CreateTempSubdirectory("htmit-columns-").FullName;
        _services = new FakeServices { Ingest = _store.ServeAsync };
        _services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>("GetProcessingStatistics", _ => new());
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [TestCase("date,time,value|2026-07-01,23:55,1|2026-07-02,00:00,2")]
    [TestCase("time,date,value|23:55,01.07.2026,1|00:00,02.07.2026,2|00:05,31.07.2026,3")]
    [TestCase("2026-07-01;23:55:00;1|2026-07-02;00:00:00;2")]
    [TestCase("day,at,value|2026-07-01,11:55 PM,1|2026-07-02,12:00 AM,2")]
    public async Task Ingest_DateAndTimeOfDayApart_AreReadTogether(string text)
    {
        var (exitCode, output, error) = await IngestAsync(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain("time in columns ").And.Contain(" and "));
            Assert.That(Times("m").Take(2), Is.EqualTo(["07-01 23:55", "07-02 00:00"]));
        }
    }

    [Test]
    public async Task Ingest_TwoTimeColumnsGiven_AreReadTogetherInAnyOrder()
    {
        const string Text = "seen,clock,day,value|2020-01-01,23:55,1 Jul 2026,1";

        var (exitCode, _, error) = await IngestAsync(Text, "--time-column", "clock", "--time-column", "day");

        Assert.That((exitCode, Times("m")), Is.EqualTo((0, new[] { "07-01 23:55" })), error);
    }

    [TestCase("time,value|23:55,1|00:00,2", "Column 1 'time' holds times of day without a date, such as '23:55'.")]
    [TestCase("23:55:10;1|23:56:10;2", "Column 1 holds times of day without a date, such as '23:55:10'.")]
    public async Task Ingest_TimesOfDayAlone_AreRefused(string text, string complaint)
    {
        var (exitCode, _, error) = await IngestAsync(text);

        Assert.That((exitCode, _store.Batches.Count), Is.EqualTo((1, 0)));
        Assert.That(error, Does.StartWith($"error: {complaint}").And.Contain("--time-column DATE --time-column TIME"));
    }

    [Test]
    public async Task Ingest_UnusedColumns_AreNamed()
    {
        var text = await IngestAsync("timestamp,cpu,mem,note|2026-07-01,1,2,x");
        var json = await IngestAsync("timestamp,cpu,mem,note|2026-07-01,1,2,x", "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Out, Does.Contain("value in column 2 'cpu'; not used: 3 'mem', 4 'note'\n"));
            Assert.That(
                JsonDocument.Parse(json.Out).RootElement.GetProperty("layout").GetProperty("unused_columns").ToString(),
                Is.EqualTo("""["3 'mem'","4 'note'"]""")
            );
        }
    }

    [TestCase("timestamp,host,value|2026-07-01,web-1,1|2026-07-01,web-2,2|2026-07-02,web-1,3|2026-07-02,web-2,4", "have the time of")]
    [TestCase("timestamp,host,value|2026-07-01,web-1,1|2026-07-02,web-1,3|2026-07-01,web-2,2|2026-07-02,web-2,4", "is before")]
    public async Task Ingest_ColumnThatTellsRowsApart_IsNamedAndMakesMetrics(string text, string complaint)
    {
        var without = await IngestAsync(text);
        var batches = _store.Batches.Count;
        var with = await IngestAsync(text, "--label-column", "host");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((without.ExitCode, batches), Is.EqualTo((1, 0)));
            Assert.That(
                without.Error,
                Does.Contain(complaint)
                    .And.Contain(
                        "Column 2 'host' has 2 different texts (web-1, web-2): --label-column host makes each a metric of its own."
                    )
            );
            Assert.That(with.ExitCode, Is.Zero, with.Error);
            Assert.That(with.Out, Does.Contain(", labels in column 2 'host'"));
            Assert.That(_store["m{host=\"web-1\"}"].Select(sample => sample.Value), Is.EqualTo([1, 3]));
            Assert.That(_store["m{host=\"web-2\"}"].Select(sample => sample.Value), Is.EqualTo([2, 4]));
        }
    }

    [Test]
    public async Task Ingest_LabelColumnsWithKeys_AreLabelsBesideOthers()
    {
        string[] options = ["--label-column", "host=2", "--label-column", "Disk Name", "--label", "env=prod"];

        var refused = await IngestAsync("timestamp,Host Name,Disk Name,value|2026-07-01,a,sda,1|2026-07-01,b,,2", options);
        options[3] = "disk=Disk Name";
        var (exitCode, _, error) = await IngestAsync("timestamp,Host Name,Disk Name,value|2026-07-01,a,sda,1|2026-07-01,b,,2", options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.ExitCode, Is.EqualTo(2));
            Assert.That(refused.Error, Does.Contain("'Disk Name' can't be the key of a label").And.Contain("--label-column KEY=3"));
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(_store["m{disk=\"sda\",env=\"prod\",host=\"a\"}"], Has.Count.EqualTo(1));
            Assert.That(_store["m{env=\"prod\",host=\"b\"}"], Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Ingest_FileOfGzip_IsUnpackedAndNamedWithoutIt()
    {
        var path = Path.Combine(_directory, "web 1.csv.gz");
        await File.WriteAllBytesAsync(path, Pack("timestamp,value\n2026-07-01,1\n2026-07-02,2\n"));

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "ingest", path, "--monitor", "false");

        Assert.That((exitCode, Times("web_1").Length), Is.EqualTo((0, 2)), error);
    }

    [Test]
    public async Task Ingest_FileOfGzipCutOff_IsRefusedBeforeAnythingIsSent()
    {
        var path = Path.Combine(_directory, "m.csv.gz");
        var rows = Enumerable.Range(0, 5_000).Select(i => $"{1_767_225_600 + i},{i * 7919 % 1013}");
        await File.WriteAllBytesAsync(path, Pack(string.Join('\n', rows))[..^2_000]);

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "ingest", path, "--monitor", "false");

        Assert.That((exitCode, _store.Batches.Count), Is.EqualTo((1, 0)));
        Assert.That(error, Is.EqualTo("error: m.csv.gz can't be unpacked: it is cut off or damaged.\n"));
    }

    [Test]
    public async Task Ingest_ZipArchive_IsSaidToBeOne()
    {
        var path = Path.Combine(_directory, "m.zip");
        await File.WriteAllBytesAsync(path, [.. "PK"u8, 3, 4, 20, 0]);

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "ingest", path);

        Assert.That((exitCode, error), Is.EqualTo((1, "error: m.zip is a zip archive: unpack it first.\n")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Ingest_StandardInput_IsUnpackedWhenItIsPacked(bool isPacked)
    {
        const string Text = "timestamp,value\n2026-07-01,1\n";
        var bytes = isPacked ? Pack(Text) : Encoding.UTF8.GetBytes(Text);
        using var input = new StreamReader(new UnpackedStream(new MemoryStream(bytes), "standard input"));

        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, input, "ingest", "-", "--metric", "m", "--monitor", "false");

        Assert.That((exitCode, Times("m").Length), Is.EqualTo((0, 1)), error);
    }

    [Test]
    public async Task Ingest_StandardInput_IsMonitoredBeforeItsFirstRow()
    {
        var stored = -1;
        _services.On<CreateModelRequest, CreateModelResponse>(
            "CreateModel",
            request =>
            {
                stored = stored < 0 ? _store["pipe"].Count : stored;
                return new()
                {
                    Created = request.Spec.Custom.Target.Key is not null,
                    Model = new()
                    {
                        Name = "models/1",
                        Metric = new() { Name = "metrics/pipe", MetricName = "pipe" },
                    },
                };
            }
        );

        var (exitCode, output, error) = await CliRunner.RunAsync(
            _server.Address,
            new StringReader("2026-07-01,1\n2026-07-02,2"),
            "ingest",
            "-",
            "--metric",
            "pipe"
        );

        Assert.That((exitCode, stored), Is.EqualTo((0, 0)), error);
        Assert.That(output, Does.Contain("pipe: is monitored from now on"));
    }

    private async Task<(int ExitCode, string Out, string Error)> IngestAsync(string text, params string[] options)
    {
        var path = Path.Combine(_directory, "m.csv");
        await File.WriteAllTextAsync(path, text.Replace('|', '\n'));
        return await CliRunner.RunAsync(_server.Address, ["ingest", path, "--monitor", "false", .. options]);
    }

    private string[] Times(string metric) =>
        [.. _store[metric].Select(sample => sample.SampleTime.ToDateTime().ToString("MM-dd HH:mm", null))];

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
