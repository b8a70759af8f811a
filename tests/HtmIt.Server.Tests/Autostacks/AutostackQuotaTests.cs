using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>An autostack is an instance from its creation on: API-A-002, D13.</summary>
public sealed class AutostackQuotaTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false", ["HtmIt:Quota:Resources"] = "2" };

    protected override void Replace(IServiceCollection services) => services.AddSingleton<IAwsInventory>(new FakeInventory());

    [Test] // API-A-002
    public async Task CreateAutostack_BeyondTheQuota_IsRefused()
    {
        var autostacks = new AutostackService.AutostackServiceClient(Channel);
        var first = (await autostacks.CreateAutostackAsync(Request("first"))).Autostack;
        await autostacks.CreateAutostackAsync(Request("second"));
        var refusal = await Refusal.OfAsync(autostacks.CreateAutostackAsync(Request("third")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.ResourceExhausted, "QUOTA_EXCEEDED")));
        var model = await Refusal.OfAsync(() => MonitorAsync("quota.custom"));
        Assert.That(model.Reason, Is.EqualTo("QUOTA_EXCEEDED"));

        // Its first metrics make it no further instance.
        foreach (var name in new[] { "CPUUtilization", "NetworkIn" })
        {
            Assert.That((await Models.CreateModelAsync(new() { Spec = first.Metric("AWS/EC2", name) })).Created, Is.True);
        }
        await autostacks.DeleteAutostackAsync(new() { Name = first.Name });
        await MonitorAsync("quota.custom");
    }

    private static CreateAutostackRequest Request(string name) =>
        new()
        {
            Autostack = new()
            {
                Title = name,
                Region = "us-west-2",
                Filters =
                {
                    new ResourceFilter { Name = "tag:Name", Values = { "web*" } },
                },
            },
        };
}
