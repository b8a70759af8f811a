using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Diagnostics;

/// <summary>Feedback archives and what a server says of itself: API-S-003, API-S-004.</summary>
[NonParallelizable]
public sealed class DiagnosticsTests : ServerFixture
{
    private readonly TemporaryDirectory _folder = new("diagnostics");

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Feedback:Folder"] = Path.Combine(_folder.Path, "archives") };

    private DiagnosticsService.DiagnosticsServiceClient Diagnostics => new(Channel);

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test] // API-S-003
    public async Task SubmitFeedback_MonitoredMetric_ArchivesItWithAllRows()
    {
        await Data.SendAsync(Ingest.Series("feedback.scored", Values.Wave(1, 320)));
        var model = await MonitorAsync("feedback.scored");
        await ActiveAsync("feedback.scored");
        await Data.SendAsync(Ingest.Series("feedback.scored", [0.1, 1e-300, -5], Ingest.Start + (320 * 300)));
        var view = new Struct { Fields = { ["zoom"] = Value.ForNumber(2), ["note"] = Value.ForString("ü \"q\"") } };

        var key = (await Diagnostics.SubmitFeedbackAsync(new() { Metric = model.Metric.Name, ClientView = view })).Key;

        var uid = model.Metric.Name["metrics/".Length..];
        Assert.That(key, Does.Match($@"^metric_dumps/\d+-metric_dump_{uid}_\d{{8}}-\d{{6}}\.tar\.gz$"));
        var files = await UnpackAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "archives", key)));
        Assert.That(files.Keys, Is.EquivalentTo(new[] { "metric.json", "metric_data.csv" }));

        using var document = JsonDocument.Parse(files["metric.json"]);
        Assert.That(
            document.RootElement.EnumerateObject().Select(one => one.Name),
            Is.EquivalentTo(new[] { "zoom", "note", "server_id", "metric" })
        );
        Assert.That(document.RootElement.GetProperty("note").GetString(), Is.EqualTo("ü \"q\""));
        Assert.That(document.RootElement.GetProperty("server_id").GetInt64(), Is.Positive);
        using var metric = JsonDocument.Parse(document.RootElement.GetProperty("metric").GetString()!);
        Assert.That(
            metric.RootElement.EnumerateObject().Select(one => one.Name),
            Is.EqualTo(
                "uid,datasource,name,description,server,location,parameters,status,message,last_timestamp,poll_interval,tag_name,last_rowid,display_name".Split(
                    ','
                )
            )
        );
        Assert.That(metric.RootElement.GetProperty("uid").GetString(), Is.EqualTo(uid));
        Assert.That(metric.RootElement.GetProperty("parameters").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(metric.RootElement.GetProperty("last_rowid").GetInt64(), Is.EqualTo(323));

        var lines = files["metric_data.csv"].TrimEnd('\n').Split('\n');
        Assert.That(lines[0], Is.EqualTo("uid,rowid,timestamp,metric_value,raw_anomaly_score,anomaly_score,display_value"));
        var rows = await RowsAsync("feedback.scored");
        Assert.That(
            lines.Skip(1),
            Is.EqualTo(
                rows.Select(row =>
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"{uid},{row.RowId},{DateTime.UnixEpoch.AddSeconds(row.Time):yyyy-MM-dd HH:mm:ss},{row.Value:R},{row.Score!.Value.RawAnomalyScore:R},{row.Score!.Value.AnomalyLikelihood:R},{row.Score!.Value.DisplayValue}"
                    )
                )
            )
        );
    }

    [Test] // API-S-004
    public async Task SubmitFeedback_UnmonitoredMetric_HasNullParameters()
    {
        await Data.SendAsync(Ingest.Series("feedback.unmonitored", [1, 2]));
        var metric = await MetricAsync("feedback.unmonitored");

        var key = (await Diagnostics.SubmitFeedbackAsync(new() { Metric = metric.Name })).Key;

        var files = await UnpackAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "archives", key)));
        using var document = JsonDocument.Parse(files["metric.json"]);
        using var written = JsonDocument.Parse(document.RootElement.GetProperty("metric").GetString()!);
        Assert.That(written.RootElement.GetProperty("parameters").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(files["metric_data.csv"].Split('\n')[1], Does.EndWith(",1,,,"));
    }

    [Test] // API-S-003: all rows in order, also when they are read in several pieces, and the last one is full
    public async Task SubmitFeedback_MoreRowsThanOneRead_HasThemAllInOrder()
    {
        const int Rows = 10_000;
        await Data.SendAsync(Ingest.Series("feedback.long", Values.Wave(5, Rows)));
        var metric = await MetricAsync("feedback.long");

        var key = (await Diagnostics.SubmitFeedbackAsync(new() { Metric = metric.Name })).Key;

        var files = await UnpackAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "archives", key)));
        var lines = files["metric_data.csv"].TrimEnd('\n').Split('\n').Skip(1);
        Assert.That(
            lines.Select(line => int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(1, Rows))
        );
    }

    [Test]
    public async Task SubmitFeedback_SameIdAgain_WritesTheArchiveOver()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "feedback.again" } })).Metric;
        var request = new SubmitFeedbackRequest { Metric = metric.Name, FeedbackId = "case-7" };

        var first = (await Diagnostics.SubmitFeedbackAsync(request)).Key;
        var second = (await Diagnostics.SubmitFeedbackAsync(request)).Key;
        request.FeedbackId = "../case";
        var refusal = await Refusal.OfAsync(Diagnostics.SubmitFeedbackAsync(request));

        Assert.That(first, Does.EndWith($"-metric_dump_{metric.Name["metrics/".Length..]}_case-7.tar.gz"));
        Assert.That((second, refusal.Field), Is.EqualTo((first, "feedback_id")));
    }

    [Test] // API-S-003: no rows, no header
    public async Task SubmitFeedback_NoRows_HasAnEmptyTable()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "feedback.empty" } })).Metric;
        var key = (await Diagnostics.SubmitFeedbackAsync(new() { Metric = metric.Name })).Key;
        var files = await UnpackAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "archives", key)));
        Assert.That(files["metric_data.csv"], Is.Empty);
    }

    [Test] // API-S-004
    public async Task SubmitFeedback_Unknown_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Diagnostics.SubmitFeedbackAsync(new() { Metric = $"metrics/{new string('a', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
    }

    [TestCase("uid")]
    [TestCase("server_id")]
    [TestCase("metric")]
    public async Task SubmitFeedback_ViewTakesOurNames_IsRefused(string name)
    {
        var metric = (await Metrics.GetMetricAsync(new() { Key = new() { MetricName = await KnownAsync() } })).Metric;
        var view = new Struct { Fields = { [name] = Value.ForNull() } };
        var refusal = await Refusal.OfAsync(Diagnostics.SubmitFeedbackAsync(new() { Metric = metric.Name, ClientView = view }));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, $"client_view.{name}")));
    }

    [Test] // API-S-003: nothing temporary stays, whether it works or not
    public async Task SubmitFeedback_SinkFails_SaysSoAndCleansUp()
    {
        var blocked = Path.Combine(_folder.Path, "blocked");
        await File.WriteAllTextAsync(blocked, "");
        var settings = new Dictionary<string, string?> { ["HtmIt:Feedback:Folder"] = blocked };
        await using var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync(), settings);
        await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(Ingest.Series("some", [1]));
        var metric = (
            await new MetricService.MetricServiceClient(server.Channel).GetMetricAsync(new() { Key = new() { MetricName = "some" } })
        ).Metric;
        var before = Temporary();

        var refusal = await Refusal.OfAsync(
            new DiagnosticsService.DiagnosticsServiceClient(server.Channel).SubmitFeedbackAsync(new() { Metric = metric.Name })
        );

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Unavailable, "FEEDBACK_NOT_STORED")));
        Assert.That(Temporary(), Is.EqualTo(before));

        static string[] Temporary() => Directory.GetDirectories(Path.GetTempPath(), "htmit-feedback-*");
    }

    [Test] // API-S-003: to S3
    public async Task SubmitFeedback_Bucket_StoresTheArchiveThere()
    {
        var moto = await MotoServer.EmptyAsync(default);
        using var http = new HttpClient();
        // Any signature will do there, but there has to be one.
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
        );
        using var made = await http.PutAsync(new Uri(moto.Url, "/dumps"), null);
        Assert.That(made.IsSuccessStatusCode, Is.True, await made.Content.ReadAsStringAsync());
        var settings = new Dictionary<string, string?>
        {
            ["HtmIt:Feedback:Bucket"] = "dumps",
            ["HtmIt:Aws:EndpointUrl"] = moto.Url.ToString(),
        };
        await using var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync(), settings);
        await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(Ingest.Series("some", Values.Wave(3, 500)));
        var metric = (
            await new MetricService.MetricServiceClient(server.Channel).GetMetricAsync(new() { Key = new() { MetricName = "some" } })
        ).Metric;

        var key = (
            await new DiagnosticsService.DiagnosticsServiceClient(server.Channel).SubmitFeedbackAsync(new() { Metric = metric.Name })
        ).Key;

        var files = await UnpackAsync(await http.GetByteArrayAsync(new Uri(moto.Url, $"/dumps/{key}")));
        Assert.That(files["metric_data.csv"].TrimEnd('\n').Split('\n'), Has.Exactly(501).Items);
    }

    [Test]
    public async Task GetServerInfo_Always_CountsAndLimits()
    {
        await KnownAsync();
        var info = await Diagnostics.GetServerInfoAsync(new());
        Assert.That(info.Version, Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(info.StartTime.ToDateTimeOffset(), Is.LessThanOrEqualTo(info.CurrentTime.ToDateTimeOffset()));
        Assert.That(info.Datasources, Has.Exactly(3).Items);
        Assert.That(info.MetricCounts.Sum(one => one.Count), Is.EqualTo((await Metrics.ListMetricsAsync(new())).Metrics.Count));
        Assert.That(info.Limits.BatchSamples, Is.EqualTo(10_000));
        Assert.That(info.Limits.Retention, Is.Null);
        Assert.That(info.Limits.TimeResolution, Is.EqualTo(new Duration { Seconds = 1 }));
        Assert.That(info.HistoryId, Is.Not.Empty);
    }

    [Test]
    public async Task GetServerInfo_Basic_TellsItsContractAndNothingThatTheDatabaseKnows()
    {
        await KnownAsync();

        var info = await Diagnostics.GetServerInfoAsync(new() { View = ServerInfoView.Basic });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (info.OldestContractRevision, info.ContractRevision),
                Is.EqualTo((ContractRevision.Oldest, ContractRevision.Current))
            );
            Assert.That(
                info.Capabilities,
                Is.EqualTo(new[] { "notifications.alertmanager", "notifications.webhook" }),
                "mail is not set up"
            );
            Assert.That((info.MetricCounts.Count, info.ResourceCount, info.HistoryId), Is.EqualTo((0, 0, "")));
            Assert.That(info.Limits.BatchSamples, Is.EqualTo(10_000));
        }
    }

    [Test]
    public void GetServerInfo_UnknownView_IsInvalid()
    {
        var refusal = Assert.ThrowsAsync<RpcException>(() =>
            Diagnostics.GetServerInfoAsync(new() { View = (ServerInfoView)9 }).ResponseAsync
        );

        Assert.That(refusal!.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(refusal.Status.Detail, Does.Contain("view"));
    }

    private async Task<string> KnownAsync()
    {
        await Data.SendAsync(Ingest.Series("feedback.known", [1]));
        return "feedback.known";
    }

    private static async Task<IReadOnlyDictionary<string, string>> UnpackAsync(byte[] archive)
    {
        var files = new Dictionary<string, string>();
        await using var zip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        await using var tar = new TarReader(zip);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            files[entry.Name] = await reader.ReadToEndAsync();
        }
        return files;
    }
}
