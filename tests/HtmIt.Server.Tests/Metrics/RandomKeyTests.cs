using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using HtmIt.Common;
using HtmIt.Server.Tests.Json;
using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Metrics;

/// <summary>Random keys, of the characters that any of the ways could trip over, come through each of them as they are.</summary>
public sealed class RandomKeyTests : JsonFixture
{
    private const int Seed = 20_26;
    private const int Count = 120;

    /// <summary>Quotes, what keys and tags are parted by, escapes, marks, letters of other scripts, of two code units, and combining ones.</summary>
    private static readonly string[] Pieces =
    [
        "a",
        "Z",
        "0",
        "_",
        ".",
        "-",
        "/",
        ":",
        "\"",
        "'",
        "\\",
        "{",
        "}",
        ",",
        "=",
        ";",
        "~",
        "!",
        "*",
        "?",
        "%",
        "<",
        "&",
        "$",
        "\\n",
        "é",
        "e\u0301",
        "ß",
        "İ",
        "Ж",
        "中",
        "א",
        "🐘",
        "\u200d",
        "\ufeff",
        "name",
        "__",
    ];

    private const string KeyStart = "abcXYZ";
    private const string KeyRest = "abcXYZ019_.:/-";

    private static IReadOnlyList<MetricKey> Keys(string prefix)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(i => Key(random, $"{prefix}{i}"))];
    }

    [Test] // newlines and other control characters are refused, nothing is cut or changed
    public async Task WriteMetricData_RandomKeys_AreFoundAsTheyAre()
    {
        var keys = Keys("g");
        await StoreAsync(keys);
        foreach (var key in keys)
        {
            var metric = (await Metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.MetricName, metric.Labels), Is.EqualTo((key.MetricName, WithoutEmpty(key).Labels)));
        }
        var bad = new Metric { MetricName = keys[0].MetricName, Labels = { keys[0].Labels } };
        bad.Labels["line"] = "a\nb";
        Assert.That((await Refusal.OfAsync(Metrics.CreateMetricAsync(new() { Metric = bad }))).Field, Is.EqualTo("metric.labels['line']"));
    }

    [Test]
    public void Text_OfRandomKeys_ReadsBack()
    {
        foreach (var key in Keys("t"))
        {
            var text = new Core.Names.MetricKey(key.MetricName, Core.Names.MetricLabels.Of(key.Labels)).Text;
            // The client and the command line read with the same code.
            Assert.That(MetricText.TryRead(text, out var name, out var labels), Is.True, text);
            Assert.That(name, Is.EqualTo(key.MetricName), text);
            Assert.That(labels, Is.EquivalentTo(WithoutEmpty(key).Labels), text);
        }
    }

    [Test]
    public async Task Json_RandomKeys_AreFoundAsTheyAre()
    {
        foreach (var key in Keys("j").Take(40))
        {
            var sample = new JsonObject { ["sampleTime"] = "2026-01-01T00:00:00Z", ["value"] = 1 };
            var series = new JsonObject
            {
                ["target"] = new JsonObject { ["key"] = JsonNode.Parse(JsonFormatter.Default.Format(key)) },
                ["samples"] = new JsonArray(sample),
            };
            await PostAsync("/v1/metricData:write", new JsonObject { ["series"] = new JsonArray(series) }.ToJsonString());
            var metric = (await Metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.MetricName, metric.Labels), Is.EqualTo((key.MetricName, WithoutEmpty(key).Labels)));
            var found = await PostAsync(
                "/v1/metrics:get",
                new JsonObject { ["key"] = JsonNode.Parse(JsonFormatter.Default.Format(key)) }.ToJsonString()
            );
            Assert.That((string?)found["metric"]!["metricName"], Is.EqualTo(key.MetricName));
        }
    }

    [Test] // what Graphite's lines can say: they are parted by white space and semicolons
    public async Task Graphite_RandomKeys_AreFoundAsTheyAre()
    {
        var keys = Keys("x").Where(CanBeALine).ToArray();
        Assert.That(keys, Has.Length.GreaterThan(20));
        var lines = new StringBuilder();
        foreach (var key in keys)
        {
            lines.Append(key.MetricName);
            foreach (var (name, value) in key.Labels)
            {
                lines.Append(null, $";{name}={value}");
            }
            lines.Append(null, $" 1 {Ingest.Start}\n");
        }
        await GraphiteSender.SendAsync(Server.Graphite, lines.ToString());
        foreach (var key in keys)
        {
            var metric = (await Metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.MetricName, metric.Labels, metric.LastRowId), Is.EqualTo((key.MetricName, WithoutEmpty(key).Labels, 1)));
        }
    }

    [Test]
    public async Task ExportAndImport_RandomKeys_ComeBackAsTheyAre()
    {
        var keys = Keys("e");
        await StoreAsync(keys);
        foreach (var key in keys.Take(30))
        {
            await Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Key = key } } } });
        }
        await using var other = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var export = Models.ExportModels(new() { AsJson = true });
        var documents = await export.ResponseStream.ReadAllAsync().Select(response => response.Json).ToListAsync();
        var models = new ModelService.ModelServiceClient(other.Channel);
        using var import = models.ImportModels();
        var reading = import.ResponseStream.ReadAllAsync().ToListAsync();
        foreach (var document in documents)
        {
            await import.RequestStream.WriteAsync(new() { Json = document });
        }
        await import.RequestStream.CompleteAsync();
        Assert.That((await reading).Select(one => one.Error), Is.All.Null);
        await AssertThereAsync(other, keys.Take(30));

        await using var whole = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var all = new ExchangeService.ExchangeServiceClient(Channel).ExportAll(new());
        var items = await all.ResponseStream.ReadAllAsync().Select(response => response.Item).ToListAsync();
        using var importAll = new ExchangeService.ExchangeServiceClient(whole.Channel).ImportAll();
        var results = importAll.ResponseStream.ReadAllAsync().ToListAsync();
        foreach (var item in items)
        {
            var read = JsonParser.Default.Parse<ExportedItem>(JsonFormatter.Default.Format(item));
            await importAll.RequestStream.WriteAsync(new() { Item = read });
        }
        await importAll.RequestStream.CompleteAsync();
        Assert.That((await results).Select(one => one.Error), Is.All.Null);
        await AssertThereAsync(whole, keys);
    }

    private static async Task AssertThereAsync(InProcessServer server, IEnumerable<MetricKey> keys)
    {
        var metrics = new MetricService.MetricServiceClient(server.Channel);
        foreach (var key in keys)
        {
            var metric = (await metrics.GetMetricAsync(new() { Key = key })).Metric;
            Assert.That((metric.MetricName, metric.Labels), Is.EqualTo((key.MetricName, WithoutEmpty(key).Labels)));
        }
    }

    private async Task StoreAsync(IReadOnlyList<MetricKey> keys)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var request = new WriteMetricDataRequest();
        foreach (var key in keys)
        {
            var sample = new Sample
            {
                SampleTime = new() { Seconds = now },
                Value = 1,
            };
            request.Series.Add(
                new SampleSeries
                {
                    Target = new() { Key = key },
                    Samples = { sample },
                }
            );
        }
        var answer = await Data.WriteMetricDataAsync(request);
        Assert.That(answer.Outcomes.Select(outcome => outcome.StoredCount), Is.All.EqualTo(1));
        Assert.That(answer.Outcomes.Select(outcome => outcome.Metric).Distinct().Count(), Is.EqualTo(keys.Count));
    }

    private static MetricKey Key(Random random, string begin)
    {
        var key = new MetricKey { MetricName = begin + Text(random, random.Next(12)) };
        for (var i = random.Next(6); i > 0; i--)
        {
            var name = new StringBuilder().Append(KeyStart[random.Next(KeyStart.Length)]);
            for (var length = random.Next(8); length > 0; length--)
            {
                name.Append(KeyRest[random.Next(KeyRest.Length)]);
            }
            key.Labels[name.ToString()] = random.Next(8) == 0 ? "" : Text(random, random.Next(20)) + (random.Next(3) == 0 ? " b " : "");
        }
        return key;
    }

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static bool CanBeALine(MetricKey key) =>
        !key.MetricName.Contains(';', StringComparison.Ordinal)
        && key.Labels.Values.All(value => !value.Any(c => c == ';' || char.IsWhiteSpace(c)));

    /// <summary>An empty label is none.</summary>
    private static MetricKey WithoutEmpty(MetricKey key)
    {
        var without = new MetricKey { MetricName = key.MetricName };
        foreach (var (name, value) in key.Labels.Where(label => label.Value.Length > 0))
        {
            without.Labels.Add(name, value);
        }
        return without;
    }
}
