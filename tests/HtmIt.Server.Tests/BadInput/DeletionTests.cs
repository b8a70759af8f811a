using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>Deleting what is not there: a repeated deletion, whose first answer was lost, must be able to succeed.</summary>
public sealed class DeletionTests : ServerFixture
{
    private static readonly string Uid = new('a', 32);

    private static IEnumerable<TestCaseData> Deletions()
    {
        yield return Case(
            "annotation",
            (c, any) =>
                new AnnotationService.AnnotationServiceClient(c)
                    .DeleteAnnotationAsync(new() { Name = $"annotations/{Uid}", AllowMissing = any })
                    .ResponseAsync
        );
        yield return Case(
            "autostack",
            (c, any) =>
                new AutostackService.AutostackServiceClient(c)
                    .DeleteAutostackAsync(new() { Name = $"autostacks/{Uid}", AllowMissing = any })
                    .ResponseAsync
        );
        yield return Case(
            "metric of an autostack",
            (c, any) =>
                new AutostackService.AutostackServiceClient(c)
                    .DeleteAutostackMetricAsync(new() { Name = $"autostacks/{Uid}/metrics/{Uid}", AllowMissing = any })
                    .ResponseAsync
        );
        yield return Case(
            "device",
            (c, any) =>
                new DeviceService.DeviceServiceClient(c)
                    .DeleteDeviceAsync(new() { Name = "devices/nobody", AllowMissing = any })
                    .ResponseAsync
        );
        yield return Case(
            "metric",
            (c, any) =>
                new MetricService.MetricServiceClient(c)
                    .DeleteMetricAsync(new() { Name = $"metrics/{Uid}", AllowMissing = any })
                    .ResponseAsync
        );
        yield return Case(
            "model",
            (c, any) =>
                new ModelService.ModelServiceClient(c).DeleteModelAsync(new() { Name = $"models/{Uid}", AllowMissing = any }).ResponseAsync
        );
        yield return Case(
            "resource",
            (c, any) =>
                new ResourceService.ResourceServiceClient(c)
                    .DeleteResourceAsync(new() { Name = $"resources/{Guid.NewGuid():N}", AllowMissing = any })
                    .ResponseAsync
        );
    }

    [TestCaseSource(nameof(Deletions))]
    public async Task Delete_Missing_IsRefusedUnlessThatIsAllowed(Func<ChannelBase, bool, Task> delete)
    {
        var refusal = Assert.ThrowsAsync<RpcException>(() => delete(Channel, false));
        Assert.That(refusal!.StatusCode, Is.EqualTo(StatusCode.NotFound));
        await delete(Channel, true);
    }

    private static TestCaseData Case(string name, Func<ChannelBase, bool, Task> delete) =>
        new TestCaseData(delete).SetName($"Delete_Missing_IsRefusedUnlessThatIsAllowed({name})");
}
