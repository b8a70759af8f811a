using System.Text.Json.Nodes;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Core.Tests.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Specs;

/// <summary>The stored form of specs: SWAP-001 in today's form.</summary>
public sealed class ModelSpecJsonTests
{
    private static readonly ModelSpecJson Specs = new(new([CustomDatasource.Instance]));

    [Test]
    public void Write_AnySpec_ReadsBackEqual()
    {
        ModelSpec[] specs =
        [
            new(new CustomMetricSpec(new MetricKey("plain"))),
            new(new CustomMetricSpec(new MetricKey("Zoë 😀 \"quoted\""))),
            new(new CustomMetricSpec(Keys.Of("labelled", ("host", "a \"b\""), ("Zone", "😀")))),
            new(new CustomMetricSpec(new MetricKey("range"))) { Params = new(-1.5e-300, double.MaxValue, 0.1) },
            new(new CustomMetricSpec(new MetricKey("resolution"))) { Params = new(MinResolution: 3) },
            new(new CustomMetricSpec(new MetricKey("complete")))
            {
                CompleteParams = new(new JsonObject { ["m"] = 1 }, new JsonObject { ["predictedField"] = "v" }, "t", "v"),
            },
        ];
        foreach (var spec in specs)
        {
            var json = ModelSpecJson.Write(spec);
            Assert.That(ModelSpecJson.Write(Specs.Read(json)), Is.EqualTo(json));
            var read = (CustomMetricSpec)Specs.Read(json).Metric;
            var custom = (CustomMetricSpec)spec.Metric;
            Assert.That(read.Key, Is.EqualTo(custom.Key));
            Assert.That(Specs.Read(json).Params, Is.EqualTo(spec.Params));
        }
    }
}
