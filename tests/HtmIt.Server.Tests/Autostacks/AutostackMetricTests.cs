using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>Metrics of autostacks through gRPC: ASTK-005 to ASTK-009, API-A-004 to API-A-008.</summary>
public sealed class AutostackMetricTests : AutostackFixture
{
    [TestCase("AWS/EC2", "CPUUtilization", 100)]
    [TestCase("AWS/EC2", "NetworkIn", 10_000_000)]
    [TestCase("Autostacks", "InstanceCount", 500)] // ASTK-005, ASTK-006, API-A-004
    public async Task CreateModel_SupportedMetric_HasTheRowOfTheContract(string ns, string name, double max)
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var response = await CreateMetricAsync(autostack, ns, name);
        var metric = response.Model.Metric;
        Assert.That(response.Created, Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((metric.MetricName, metric.Datasource), Is.EqualTo(($"{ns}/{name}", Datasource.Autostack)));
            Assert.That(metric.Resource, Is.EqualTo(autostack.Name.Replace("autostacks/", "Autostacks/", StringComparison.Ordinal)));
            Assert.That((metric.Region, metric.TagName), Is.EqualTo((Region, "web")));
            Assert.That((metric.Labels["aws.autostack"], metric.Labels["aws.region"]), Is.EqualTo(("web", Region)));
            Assert.That(metric.Labels["aws.namespace"], Is.EqualTo(ns));
            Assert.That(metric.Description, Is.EqualTo($"{name} on HTM-IT Autostack web in {Region} region"));
            Assert.That(metric.PollInterval, Is.EqualTo(Duration.FromTimeSpan(TimeSpan.FromSeconds(300))));
            Assert.That(metric.Status, Is.EqualTo(MetricStatus.Active));
            Assert.That(response.Model.EncoderResolution, Is.EqualTo(max / 114).Within(1e-9 * max));
        }
        Assert.That(response.Model.Spec, Is.EqualTo(autostack.Metric(ns, name)));
    }

    [Test] // API-A-004, ASTK-008: with both ends; a second time it is the same
    public async Task CreateModel_WithRangeAndAgain_IsMonitoredOnceWithThatRange()
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var first = await CreateMetricAsync(autostack, "AWS/EC2", "CPUUtilization", new() { Min = 10, Max = 67 });
        Assert.That((first.Model.Spec.ModelParams.Min, first.Model.Spec.ModelParams.Max), Is.EqualTo((10d, 67d)));
        Assert.That(first.Model.EncoderResolution, Is.EqualTo(0.5).Within(1e-9));
        var second = await CreateMetricAsync(autostack, "AWS/EC2", "CPUUtilization");
        Assert.That((second.Created, second.Model), Is.EqualTo((false, first.Model)));
    }

    [Test] // ASTK-005
    public async Task CreateModel_AutostackSpec_CreatesTheMetric()
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var spec = autostack.Metric("AWS/EC2", "NetworkOut");
        var created = await Models.CreateModelAsync(new() { Spec = spec });
        Assert.That((created.Created, created.Model.Spec), Is.EqualTo((true, spec)));
        var listed = (await Autostacks.ListAutostackMetricsAsync(new() { Autostack = autostack.Name })).Models;
        Assert.That(listed, Is.EqualTo(new[] { created.Model }));
    }

    [TestCase("", "CPUUtilization", "INVALID_FIELD", "spec.autostack.namespace")]
    [TestCase("AWS/EC2", "", "INVALID_FIELD", "spec.autostack.metric_name")]
    [TestCase("AWS/EC2", "StatusCheckFailed", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")]
    [TestCase("Autostacks", "CPUUtilization", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")]
    [TestCase("AWS/ELB", "Latency", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")] // API-A-005
    public async Task CreateModel_BadMetric_IsRefused(string ns, string name, string reason, string field)
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var refusal = await Refusal.OfAsync(() => CreateMetricAsync(autostack, ns, name));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, reason, field)));
        Assert.That((await Autostacks.ListAutostackMetricsAsync(new() { Autostack = autostack.Name })).Models, Is.Empty);
    }

    [Test]
    public async Task CreateModel_AutostackMetricThatIsNone_SaysWhatThereIs()
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var spec = autostack.Metric("AWS/EC2", "InstanceCount");
        var refusal = await Refusal.OfAsync(() => Models.CreateModelAsync(new() { Spec = spec }).ResponseAsync);
        Assert.That(
            refusal.Text,
            Does.StartWith("spec.autostack.metric_name = 'AWS/EC2/InstanceCount': must be one of AWS/EC2/CPUUtilization, ")
        );
    }

    [TestCase(1d, null, "spec.model_params.min")]
    [TestCase(null, 1d, "spec.model_params.max")] // API-A-006
    public async Task CreateModel_OneEndOfTheRange_IsRefused(double? min, double? max, string field)
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var range = new ModelParams();
        if (min is { } low)
        {
            range.Min = low;
        }
        if (max is { } high)
        {
            range.Max = high;
        }
        var refusal = await Refusal.OfAsync(() => CreateMetricAsync(autostack, "AWS/EC2", "NetworkIn", range));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD", field)));
    }

    [Test] // API-A-004, API-A-005: each item has a result of its own
    public async Task BatchCreateModels_GoodAndBad_GivesEachItsResult()
    {
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var gone = new Autostack { Name = "autostacks/00000000000000000000000000000001" };
        var wanted = new[] { (autostack, "CPUUtilization"), (gone, "NetworkIn"), (autostack, "NetworkIn"), (autostack, "CPUUtilization") };
        var request = new BatchCreateModelsRequest();
        request.Requests.Add(wanted.Select(one => new CreateModelRequest { Spec = one.Item1.Metric("AWS/EC2", one.Item2) }));
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { true, null, true, false }));
        Assert.That(results[3].Response.Model, Is.EqualTo(results[0].Response.Model));
        Assert.That(results[1].Error.Reason, Is.EqualTo(ErrorReason.AutostackNotFound));

        request.Requests.Add(new CreateModelRequest { Spec = autostack.Metric("AWS/EC2", "Nonsense") });
        var again = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(again.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { false, null, false, false, null }));
        Assert.That(again[4].Error.Reason, Is.EqualTo(ErrorReason.MetricNotSupported));
        Assert.That(again[4].Error.FieldViolations.Single().Field, Is.EqualTo("spec.autostack.metric_name"));
    }

    [Test] // ASTK-009, API-A-007, API-A-008, META-018
    public async Task DeleteAutostackMetric_OwnForeignAndUnknown_DeletesOnlyItsOwn()
    {
        var one = (await Autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await Autostacks.CreateAutostackAsync(Request("other"))).Autostack;
        var own = (await CreateMetricAsync(one, "AWS/EC2", "CPUUtilization")).Model;
        var foreign = (await CreateMetricAsync(other, "AWS/EC2", "CPUUtilization")).Model;
        Assert.That(own.Name, Is.Not.EqualTo(foreign.Name));

        var wrong = await Refusal.OfAsync(Autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{foreign.Metric.Name}" }));
        Assert.That((wrong.Code, wrong.Reason), Is.EqualTo((StatusCode.InvalidArgument, "METRIC_NOT_OF_AUTOSTACK")));
        Assert.That(wrong.Text, Does.Contain("does not belong to autostack"));
        var model = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = own.Name }));
        Assert.That((model.Code, model.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "MODEL_OF_AUTOSTACK")));
        Assert.That(model.Text, Does.Contain("AutostackService"));

        await Autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{own.Metric.Name}" });
        var gone = await Refusal.OfAsync(Autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{own.Metric.Name}" }));
        Assert.That((gone.Code, gone.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
        Assert.That((await Refusal.OfAsync(Models.GetModelAsync(new() { Name = own.Name }))).Code, Is.EqualTo(StatusCode.NotFound));
        Assert.That((await Autostacks.ListAutostackMetricsAsync(new() { Autostack = one.Name })).Models, Is.Empty);
        Assert.That((await Autostacks.ListAutostackMetricsAsync(new() { Autostack = other.Name })).Models, Is.EqualTo(new[] { foreign }));
    }
}
