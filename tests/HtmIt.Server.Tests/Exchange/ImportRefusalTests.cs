using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>What an import refuses: by item and field, and the rest goes on.</summary>
public sealed class ImportRefusalTests : ExchangeFixture
{
    [TestCase("""[1,"T0"],[2,"T0"]""", "data[1]", TestName = "ImportModels_DuplicateTimes_AreRefused")]
    [TestCase("""[1,"T1"],[2,"T0"]""", "data[1]", TestName = "ImportModels_UnorderedTimes_AreRefused")]
    [TestCase("""[1,"1999-12-31 23:59:59"]""", "data[0]", TestName = "ImportModels_TooOldTime_IsRefused")]
    [TestCase("""[1,"2199-12-31 23:59:59"]""", "data[0]", TestName = "ImportModels_FutureTime_IsRefused")]
    public async Task ImportModels_BadData_RefusesTheItemAlone(string data, string field)
    {
        data = data.Replace("T0", Text(Now - 600), StringComparison.Ordinal).Replace("T1", Text(Now - 300), StringComparison.Ordinal);
        var bad = $$"""{"datasource":"custom","metric":"bad","data":[{{data}}]}""";
        var results = await ImportAsync(bad, """{"datasource":"custom","metric":"good"}""");
        Assert.That((results[0].Error.Reason, results[0].Error.FieldViolations[0].Field), Is.EqualTo((ErrorReason.InvalidField, field)));
        Assert.That(results[1].Response.Created, Is.True);
        Assert.That((await Metrics.ListMetricsAsync(new())).Metrics.Select(metric => metric.MetricName), Is.EqualTo(new[] { "good" }));
    }

    [TestCase("""{"datasource":"custom","metric":"with space"}""", "metric")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"with space"}}""", "metricSpec.metric")]
    [TestCase("""{"datasource":"custom","metric":"a","min":1}""", "min")]
    [TestCase("""{"datasource":"custom","metricSpec":{"metric":"a"},"modelParams":{"minResolution":-1}}""", "modelParams.minResolution")]
    [TestCase(
        """{"datasource":"custom","metricSpec":{"metric":"a"},"completeModelParams":{"modelConfig":{"a":1},"inferenceArgs":{"predictedField":"v"},"valueFieldName":"v"}}""",
        "completeModelParams.timestampFieldName"
    )]
    [TestCase(
        """{"datasource":"cloudwatch","region":"us-nowhere-1","namespace":"AWS/RDS","metric":"ReadIOPS","dimensions":{"DBInstanceIdentifier":"d"}}""",
        "region"
    )]
    [TestCase(
        """{"datasource":"cloudwatch","metricSpec":{"region":"us-west-2","namespace":"AWS/RDS","metric":"ReadIOPS","statistic":"Median","dimensions":{"DBInstanceIdentifier":"d"}}}""",
        "metricSpec.statistic"
    )]
    [TestCase(
        """{"type":"autostack","name":"n","region":"us-west-2","filters":{"tag:a":["v"]},"metric":{"namespace":"AWS/EC2","metric":"No"}}""",
        "metric.metric"
    )]
    [TestCase(
        """{"type":"autostack","name":"n","region":"nowhere","filters":{"tag:a":["v"]},"metric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}""",
        "region"
    )]
    [TestCase(
        """{"type":"autostack","name":" ","region":"us-west-2","filters":{"tag:a":["v"]},"metric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}""",
        "name"
    )]
    [TestCase(
        """{"datasource":"autostack","stackSpec":{"name":" ","aggSpec":{"region":"us-west-2","filters":{"tag:a":["v"]}}},"modelSpec":{"metricSpec":{"slaveDatasource":"cloudwatch","slaveMetric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}}}""",
        "stackSpec.name"
    )]
    [TestCase(
        """{"datasource":"autostack","stackSpec":{"name":"n","aggSpec":{"region":"us-west-2","filters":{}}},"modelSpec":{"metricSpec":{"slaveDatasource":"cloudwatch","slaveMetric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}}}""",
        "stackSpec.aggSpec.filters"
    )]
    [TestCase(
        """{"datasource":"autostack","stackSpec":{"name":"n","aggSpec":{"region":"us-west-2","filters":{"tag:a":["v"]}}},"modelSpec":{"metricSpec":{"slaveDatasource":"autostack","slaveMetric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}}}""",
        "modelSpec.metricSpec.slaveMetric.metric"
    )]
    [TestCase(
        """{"datasource":"autostack","stackSpec":{"name":"n","aggSpec":{"region":"us-west-2","resourceType":"AWS::S3::Bucket","filters":{"tag:a":["v"]}}},"modelSpec":{"metricSpec":{"slaveDatasource":"cloudwatch","slaveMetric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}}}""",
        "stackSpec.aggSpec.resourceType"
    )]
    [TestCase(
        """{"datasource":"autostack","stackSpec":{"name":"n","aggSpec":{"region":"us-west-2","resourceType":"AWS::SQS::Queue","filters":{"tag:a":["v"]}}},"modelSpec":{"metricSpec":{"slaveDatasource":"cloudwatch","slaveMetric":{"namespace":"AWS/EC2","metric":"NetworkIn"}}}}""",
        "modelSpec.metricSpec.slaveMetric.metric"
    )]
    [TestCase("""{"data":[]}""", "continuation")]
    [TestCase("""nonsense""", "json")]
    [TestCase("""{"\ud800":1,"datasource":"custom","metricSpec":{"metric":"a"}}""", "json")]
    public async Task ImportModels_BrokenRule_NamesTheFieldAsTheDocumentDoes(string json, string field)
    {
        var error = (await ImportAsync(json)).Single().Error;
        Assert.That(error?.FieldViolations[0].Field, Is.EqualTo(field), $"{error}");
        Assert.That((await Metrics.ListMetricsAsync(new())).Metrics, Is.Empty, "nothing is created");
        Assert.That(await Autostacks.ListAsync(null, 1, CancellationToken.None), Is.Empty);
    }

    [Test] // fields of messages; a request without a document
    public async Task ImportModels_BadMessage_NamesTheField()
    {
        var results = await ImportRequestsAsync([
            new(),
            new() { Model = new() },
            new() { Model = new() { Spec = new() { Custom = new() { Target = new() { Key = new() { MetricName = "" } } } } } },
            new() { Model = new() { Spec = StackSpec("") } },
            new()
            {
                Model = new()
                {
                    Spec = StackSpec(""),
                    Stack = new() { Title = "a\0b", Region = "us-west-2" },
                },
            },
            new()
            {
                Model = new()
                {
                    Spec = StackSpec(""),
                    Stack = new() { Title = "a", Region = "us\0west" },
                },
            },
            new() { Model = new(), Continuation = true },
        ]);
        Assert.That(
            results.Select(one => one.Error.FieldViolations[0].Field),
            Is.EqualTo(
                new[]
                {
                    "document",
                    "model.spec",
                    "model.spec.custom.target.key.metric_name",
                    "model.stack",
                    "model.stack.title",
                    "model.stack.region",
                }
            )
        );
    }
}
