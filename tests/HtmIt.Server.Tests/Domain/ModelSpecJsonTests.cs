using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Domain;

/// <summary>The stored form of specs: SWAP-001 in today's form.</summary>
public sealed class ModelSpecJsonTests
{
    [Test]
    public void Write_AnySpec_ReadsBackEqual()
    {
        ModelSpec[] specs =
        [
            new(Datasource.Custom, new CustomMetricSpec("plain")),
            new(Datasource.Custom, new CustomMetricSpec("Zoë 😀 \"quoted\"") { Unit = "°C", Resource = "host/7" }),
            new(Datasource.Custom, new CustomMetricSpec("range")) { Params = new(-1.5e-300, double.MaxValue, 0.1) },
            new(Datasource.Custom, new CustomMetricSpec("resolution")) { Params = new(MinResolution: 3) },
            new(Datasource.Custom, new CustomMetricSpec("info") { UserInfo = new JsonObject { ["a"] = new JsonArray(1, null, "x") } }),
            new(Datasource.Custom, new CustomMetricSpec("complete"))
            {
                CompleteParams = new(new JsonObject { ["m"] = 1 }, new JsonObject { ["predictedField"] = "v" }, "t", "v"),
            },
        ];
        foreach (var spec in specs)
        {
            var json = ModelSpecJson.Write(spec);
            Assert.That(ModelSpecJson.Write(ModelSpecJson.Read(json)), Is.EqualTo(json));
            var read = (CustomMetricSpec)ModelSpecJson.Read(json).Metric;
            var custom = (CustomMetricSpec)spec.Metric;
            Assert.That((read.Metric, read.Unit, read.Resource), Is.EqualTo((custom.Metric, custom.Unit, custom.Resource)));
            Assert.That(ModelSpecJson.Read(json).Params, Is.EqualTo(spec.Params));
        }
    }
}
