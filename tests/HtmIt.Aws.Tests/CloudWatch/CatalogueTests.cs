using HtmIt.Aws;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.CloudWatch;

/// <summary>What is known without asking AWS.</summary>
public sealed class CatalogueTests
{
    // CW-011: today's regions, among which the original's eight keep their titles.
    [Test]
    public void Regions_ThePublicPartition_HoldsTheOriginalEightAndTodaysMore()
    {
        var regions = Regions(new()).ToDictionary(region => region.Name, region => region.Title);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(regions["ap-northeast-1"], Is.EqualTo("Asia Pacific (Tokyo) Region"));
            Assert.That(regions["ap-southeast-1"], Is.EqualTo("Asia Pacific (Singapore) Region"));
            Assert.That(regions["ap-southeast-2"], Is.EqualTo("Asia Pacific (Sydney) Region"));
            Assert.That(regions["eu-west-1"], Is.EqualTo("EU (Ireland) Region"));
            Assert.That(regions["sa-east-1"], Is.EqualTo("South America (Sao Paulo) Region"));
            Assert.That(regions["us-east-1"], Is.EqualTo("US East (Northern Virginia) Region"));
            Assert.That(regions["us-west-1"], Is.EqualTo("US West (Northern California) Region"));
            Assert.That(regions["us-west-2"], Is.EqualTo("US West (Oregon) Region"));
            Assert.That(regions.Keys, Does.Contain("eu-central-1").And.Contain("us-east-2").And.Contain("ca-central-1"));
            Assert.That(regions.Keys, Has.None.StartsWith("cn-").And.None.StartsWith("us-gov-").And.None.EndsWith("-global"));
            Assert.That(regions.Keys, Is.All.Match("-[0-9]$"), "no endpoints of single services");
            Assert.That(regions.Values, Is.Unique);
            Assert.That(regions.Values, Is.All.EndsWith(" Region"));
        }
    }

    [Test]
    public void Regions_DefaultInAnotherPartition_AreThoseOfThatOne()
    {
        Assert.That(Regions(new() { DefaultRegion = "cn-north-1" }).Select(region => region.Name), Is.All.StartsWith("cn-").And.Not.Empty);
    }

    // CW-012: nine types rather than ten; OpsWorks has ended. CW-013
    [Test]
    public void Catalogue_EveryType_HasMetricsWithOneDimension()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AwsResourceType.All, Has.Count.EqualTo(9).And.Unique);
            var ofKinds = Catalogue.Metrics.Where(metric => metric.Type is not null).ToArray();
            Assert.That(ofKinds, Has.Length.EqualTo(39), "52 without the 13 of OpsWorks");
            Assert.That(ofKinds.Select(metric => metric.Type).Distinct(), Is.EquivalentTo(AwsResourceType.All));
            Assert.That(Catalogue.Metrics.Select(metric => (metric.Namespace, metric.Dimension, metric.Name)), Is.Unique);
            Assert.That(AwsResourceType.All.Where(type => !Catalogue.DefaultsOf(type).Any()), Is.Empty);
            Assert.That(CatalogueMetric.DefaultMin, Is.Zero);
            Assert.That(CatalogueMetric.PeriodSeconds, Is.EqualTo(300));
            Assert.That(
                Catalogue.Metrics.Select(metric => Catalogue.Find(metric.Namespace, metric.Name, [metric.Dimension])),
                Is.EqualTo(Catalogue.Metrics)
            );
        }
    }

    [TestCase("HtmIt:Aws:EndpointUrl", "ftp://somewhere")]
    [TestCase("HtmIt:Aws:EndpointUrl", "somewhere")]
    [TestCase("HtmIt:Aws:TimeoutSeconds", "0")]
    [TestCase("HtmIt:Aws:RetrySeconds", "301")]
    [TestCase("HtmIt:Aws:Accounts:other:ExternalId", "without a role")]
    public void Options_BadSetting_IsRefused(string name, string value)
    {
        Assert.That(() => AwsServices.OptionsOf((name, value)), Throws.TypeOf<OptionsValidationException>());
    }

    private static IReadOnlyList<AwsRegion> Regions(AwsOptions options) => new AwsRegions(Options.Create(options)).All;
}
