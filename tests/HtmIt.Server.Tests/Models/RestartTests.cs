using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Models that are started afresh, with other parameters, and one generation only.</summary>
public sealed class RestartTests : ServerFixture
{
    [Test]
    public async Task RestartModel_WithParams_ReplacesThem()
    {
        var model = await FilledAsync("restart.params");
        var other = new ModelParams { Min = 0, Max = 57 };
        await Models.RestartModelAsync(new() { Name = model.Name, ModelParams = other });
        var restarted = await ActiveAsync("restart.params");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(restarted.Spec.ModelParams, Is.EqualTo(other));
            Assert.That(restarted.Spec.Custom, Is.EqualTo(model.Spec.Custom));
            Assert.That(restarted.EncoderResolution, Is.EqualTo(0.5).Within(1e-9));
            Assert.That(restarted.Generation, Is.GreaterThan(model.Generation));
        }
        await Models.RestartModelAsync(new() { Name = model.Name });
        Assert.That((await ActiveAsync("restart.params")).Spec.ModelParams, Is.EqualTo(other), "they stay without others");
    }

    [Test]
    public async Task RestartModel_ExpectedGenerationTwice_RestartsOnce()
    {
        var model = await FilledAsync("restart.once");
        var request = new RestartModelRequest { Name = model.Name, ExpectedGeneration = model.Generation };
        var restarted = (await Models.RestartModelAsync(request)).Model;
        Assert.That(restarted.Generation, Is.GreaterThan(model.Generation));
        var refusal = await Refusal.OfAsync(Models.RestartModelAsync(request));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Aborted, "METRIC_CHANGED")));
        Assert.That((await ActiveAsync("restart.once")).Generation, Is.EqualTo(restarted.Generation));
    }

    [Test]
    public async Task RestartModel_BadFields_ChangesNothing()
    {
        var model = await FilledAsync("restart.bad");
        var refusals = new[]
        {
            await Refusal.OfAsync(
                Models.RestartModelAsync(
                    new()
                    {
                        Name = model.Name,
                        ModelParams = new() { Min = 1 },
                    }
                )
            ),
            await Refusal.OfAsync(Models.RestartModelAsync(new() { Name = model.Name, CompleteModelParams = new() })),
            await Refusal.OfAsync(Models.RestartModelAsync(new() { Name = model.Name, ExpectedGeneration = -1 })),
        };
        Assert.That(refusals.Select(one => one.Reason), Is.All.EqualTo("INVALID_FIELD"));
        Assert.That(
            refusals.Select(one => one.Field),
            Is.EqualTo(new[] { "model_params.min", "complete_model_params.timestamp_field_name", "expected_generation" })
        );
        Assert.That(await ModelAsync("restart.bad"), Is.EqualTo(model));
    }

    private async Task<Model> FilledAsync(string name)
    {
        await Data.SendAsync(Ingest.Series(name, Values.Wave(3, 300)));
        await MonitorAsync(name);
        return await ActiveAsync(name);
    }
}
