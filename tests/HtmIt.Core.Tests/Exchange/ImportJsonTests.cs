using System.Text.Json.Nodes;
using HtmIt.Core.Datasources;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Exchange;

/// <summary>The original's documents: IMP-001, IMP-007 to IMP-009.</summary>
public sealed class ImportJsonTests
{
    /// <summary>Reading needs nothing of what the datasources work with.</summary>
    private static readonly ImportJson Reader = new(
        new([
            new CustomModels(null!, null!, null!, null!, null!, null!, null!, null!),
            new CloudWatchModels(null!, null!, null!, null!, null!),
            new AutostackModels(null!, null!, null!, null!, null!, null!),
        ])
    );

    private const string Uid = "0123456789abcdef0123456789abcdef";

    // IMP-007: flat and new forms mean the same
    [TestCase(
        """{"datasource":"custom","metric":"a.b","unit":"Count","resource":"host","userInfo":{"k":[1,null]},"min":1,"max":2.5}""",
        """{"datasource":"custom","metricSpec":{"metric":"a.b","unit":"Count","resource":"host","userInfo":{"k":[1,null]}},"modelParams":{"min":1,"max":2.5}}"""
    )]
    [TestCase("""{"datasource":"custom","metric":"a.b"}""", """{"datasource":"custom","metricSpec":{"metric":"a.b"}}""")]
    [TestCase(
        """{"datasource":"custom","metricSpec":{"metric":"a.b"},"modelParams":{"min":null,"max":null,"minResolution":0.5},"data":[]}""",
        """{"datasource":"custom","metricSpec":{"metric":"a.b"},"modelParams":{"minResolution":0.5}}"""
    )]
    // IMP-008
    [TestCase(
        """{"type":"metric","datasource":"cloudwatch","region":"us-west-2","namespace":"AWS/EC2","metric":"NetworkIn","dimensions":{"InstanceId":"i-1"},"min":0,"max":9,"name":"whatever stood there"}""",
        """{"datasource":"cloudwatch","metricSpec":{"region":"us-west-2","namespace":"AWS/EC2","metric":"NetworkIn","dimensions":{"InstanceId":"i-1"}},"modelParams":{"min":0,"max":9}}"""
    )]
    [TestCase(
        """{"type":"metric","datasource":"cloudwatch","metricSpec":{"region":"us-west-2","namespace":"AWS/EC2","metric":"NetworkIn","dimensions":{"InstanceId":"i-1"}}}""",
        """{"datasource":"cloudwatch","metricSpec":{"region":"us-west-2","namespace":"AWS/EC2","metric":"NetworkIn","dimensions":{"InstanceId":"i-1"}}}"""
    )]
    // IMP-009
    [TestCase(
        """{"type":"autostack","datasource":"cloudwatch","name":"web","region":"us-west-2","filters":{"tag:Name":["web*","w?"]},"metric":{"namespace":"AWS/EC2","metric":"CPUUtilization"},"min":1,"max":2}""",
        """{"datasource":"autostack","stackSpec":{"name":"web","aggSpec":{"datasource":"cloudwatch","region":"us-west-2","resourceType":"AWS::EC2::Instance","filters":{"tag:Name":["web*","w?"]}}},"modelSpec":{"datasource":"autostack","metricSpec":{"slaveDatasource":"cloudwatch","slaveMetric":{"namespace":"AWS/EC2","metric":"CPUUtilization"}},"modelParams":{}}}"""
    )]
    [TestCase(
        """{"type":"autostack","name":"web","region":"us-west-2","filters":{"tag:Name":["w"]},"metric":{"namespace":"Autostacks","metric":"InstanceCount"}}""",
        """{"datasource":"autostack","stackSpec":{"name":"web","aggSpec":{"datasource":"cloudwatch","region":"us-west-2","resourceType":"AWS::EC2::Instance","filters":{"tag:Name":["w"]}}},"modelSpec":{"datasource":"autostack","metricSpec":{"slaveDatasource":"autostack","slaveMetric":{"namespace":"Autostacks","metric":"InstanceCount"}},"modelParams":{}}}"""
    )]
    public void Read_LegacyForm_IsUpgradedFieldByField(string legacy, string expected)
    {
        var (written, again) = (Rewrite(legacy), Rewrite(expected));
        Assert.That(JsonNode.DeepEquals(Parse(written), WithData(expected)), Is.True, written);
        Assert.That(again, Is.EqualTo(written), "today's form is a fixed point");
    }

    [Test] // IMP-007: by identity, which the metric's own name gives way to
    public void Read_CustomByUid_NamesTheMetricByIdentity()
    {
        foreach (
            var json in new[]
            {
                $$"""{"datasource":"custom","uid":"{{Uid}}","metric":"ignored"}""",
                $$$"""{"datasource":"custom","metricSpec":{"uid":"{{{Uid}}}"}}""",
            }
        )
        {
            var spec = (CustomMetricSpec)((ModelImport)Item(Reader.Read(json)[0])!).Spec.Metric;
            Assert.That(spec.Target, Is.EqualTo(new MetricTarget.Identified(new(Guid.ParseExact(Uid, "N")))), json);
        }
    }

    [Test] // IMP-001, IMP-007: data marks an import
    public void Read_Data_IsPairsOfValueAndTime()
    {
        var json = """{"datasource":"custom","metric":"a","data":[[412.0,"2024-05-02 10:05:00"],[-3e2,"2024-05-02 10:10:00"]]}""";
        var data = Item(Reader.Read(json)[0])!.Data;
        Assert.That(data.Select(one => (one.Time, one.Value)), Is.EqualTo(new[] { (1_714_644_300L, 412.0), (1_714_644_600L, -300.0) }));
    }

    [Test] // what cannot be understood is refused by item, and the rest goes on
    public void Read_Array_RefusesElementsOnTheirOwn()
    {
        var documents = Reader.Read("""[{"datasource":"custom","metric":"a"}, 7, null, {"datasource":"custom","metric":"b"}, {}]""");
        Assert.That(documents.Select(one => Item(one) is not null), Is.EqualTo(new[] { true, false, false, true, false }));
        Assert.That(documents.SelectMany(Violations).Select(one => one.Field), Is.EqualTo(new[] { "json", "json", "datasource" }));
    }

    [Test]
    public void Read_ElementWithAPropertyTwice_RefusesItAlone()
    {
        var documents = Reader.Read("""[{"datasource":"custom","metric":"a","metric":"b"},{"datasource":"custom","metric":"c"}]""");
        Assert.That(documents.Select(one => Item(one) is not null), Is.EqualTo(new[] { false, true }));
        Assert.That(Violations(documents[0])[0].ToString(), Does.Contain("'metric'"));
    }

    [TestCase("", "json")]
    [TestCase("{", "json")]
    [TestCase("""{"datasource":"custom","metric":"a","metric":"b"}""", "json")]
    [TestCase("""{"datasource":"other","metric":"a"}""", "datasource")]
    [TestCase("""{"metric":"a"}""", "datasource")]
    [TestCase("""{"datasource":7}""", "datasource")]
    [TestCase("""{"datasource":"custom"}""", "metric")]
    [TestCase("""{"datasource":"custom","metricSpec":{}}""", "metricSpec.metric")]
    [TestCase("""{"datasource":"custom","metricSpec":7}""", "metricSpec")]
    [TestCase("""{"datasource":"custom","metric":7}""", "metric")]
    [TestCase("""{"datasource":"custom","metric":"\ud800"}""", "metric")]
    [TestCase("""{"datasource":"custom","uid":"x"}""", "uid")]
    [TestCase("""{"datasource":"custom","uid":"0123456789abcdef0123456789abcdef","data":[]}""", "uid")]
    [TestCase("""{"datasource":"custom","metric":"a","min":"0"}""", "min")]
    [TestCase("""{"datasource":"custom","metric":"a","max":1e999}""", "max")]
    [TestCase("""{"datasource":"custom","metric":"a","extra":1}""", "extra")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"a","extra":1}}""", "metricSpec.extra")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"a"},"min":0,"max":1}""", "min")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"a"},"modelParams":{"mni":0}}""", "modelParams.mni")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"a"},"modelParams":{},"completeModelParams":{}}""", "completeModelParams")]
    [TestCase("""{"datasource":"custom","metric":"a","userInfo":{"k":"\u0000"}}""", "userInfo")]
    [TestCase("""{"datasource":"custom","metric":"a","userInfo":{"k":1e999}}""", "userInfo")]
    [TestCase("""{"datasource":"custom","metric":"a","data":{}}""", "data")]
    [TestCase("""{"datasource":"custom","metric":"a","data":[[1,"2024-05-02 10:05:00"],[1,"yesterday"]]}""", "data[1]")]
    [TestCase("""{"datasource":"custom","metric":"a","data":[["1","2024-05-02 10:05:00"]]}""", "data[0]")]
    [TestCase("""{"datasource":"custom","metric":"a","data":[[1]]}""", "data[0]")]
    [TestCase("""{"datasource":"custom","metric":"a","type":"metric"}""", "type")]
    [TestCase("""{"datasource":"cloudwatch","namespace":"n","metric":"m","dimensions":{"d":"v"}}""", "region")]
    [TestCase("""{"datasource":"cloudwatch","region":"r","namespace":"n","metric":"m"}""", "dimensions")]
    [TestCase("""{"datasource":"cloudwatch","region":"r","namespace":"n","metric":"m","dimensions":{"d":7}}""", "dimensions.d")]
    [TestCase("""{"datasource":"cloudwatch","metricSpec":{"region":"r","namespace":"n","metric":"m","dimensions":{"d":"v"}},"x":1}""", "x")]
    [TestCase("""{"datasource":"cloudwatch","type":"group","region":"r"}""", "type")]
    [TestCase("""{"datasource":"autostack"}""", "stackSpec")]
    [TestCase("""{"type":"autostack","region":"r","filters":{"f":["v"]},"metric":{"namespace":"n","metric":"m"}}""", "name")]
    [TestCase("""{"type":"autostack","name":"n","region":"r","filters":{"f":"v"},"metric":{"namespace":"n","metric":"m"}}""", "filters.f")]
    [TestCase("""{"type":"autostack","name":"n","region":"r","filters":{"f":["v"]},"metric":{"namespace":"n"}}""", "metric.metric")]
    public void Read_NotUnderstood_IsRefusedByField(string json, string field)
    {
        var document = Reader.Read(json)[0];
        Assert.That(Item(document), Is.Null);
        Assert.That(Violations(document)[0].Field, Is.EqualTo(field));
    }

    private static string Rewrite(string json)
    {
        var document = Reader.Read(json)[0];
        Assert.That(Violations(document), Is.Empty, json);
        return ExportJson.Write(
            Item(document) switch
            {
                AutostackImport item => new AutostackExport(item.ToSpec(AutostackId.New()), item.Stack!),
                ModelImport { Spec.Metric: CustomMetricSpec } item => new CustomExport(item.Spec, item.Details, item.Data),
                ModelImport item => new ExportedModel(item.Spec, item.Data),
                var other => throw new ArgumentOutOfRangeException(nameof(json), other, json),
            }
        );
    }

    private static ImportItem? Item(ImportDocument document) => (document as ImportDocument.Model)?.Item;

    private static IReadOnlyList<FieldViolation> Violations(ImportDocument document) =>
        document is ImportDocument.Refused refused ? refused.Violations : [];

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    /// <summary>A custom export always has data.</summary>
    private static JsonNode WithData(string json)
    {
        var node = Parse(json);
        if ((string?)node["datasource"] == "custom")
        {
            node["data"] ??= new JsonArray();
        }
        return node;
    }
}
