using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>A server over a fake EC2, without autostacks at the start of each test.</summary>
public abstract class AutostackFixture : ServerFixture
{
    protected const string Region = "us-west-2";

    private protected FakeInventory Ec2 { get; private set; } = null!;

    protected AutostackService.AutostackServiceClient Autostacks { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false" };

    protected override void Replace(IServiceCollection services)
    {
        services.AddSingleton<IAwsInventory>(Ec2 = new());
        services.AddSingleton<ICloudWatch>(new FakeCloudWatch());
    }

    [SetUp]
    public async Task ClearAsync()
    {
        Autostacks = new(Channel);
        Ec2.Fault = null;
        Ec2.Resources.Clear();
        foreach (var autostack in (await Autostacks.ListAutostacksAsync(new())).Autostacks)
        {
            await Autostacks.DeleteAutostackAsync(new() { Name = autostack.Name });
        }
    }

    protected static CreateAutostackRequest Request(string name, params (string Key, string[] Values)[] filters)
    {
        var request = new CreateAutostackRequest
        {
            Autostack = new() { Title = name, Region = Region },
        };
        foreach (var (key, values) in filters.Length == 0 ? [("tag:Name", ["web*"])] : filters)
        {
            request.Autostack.Filters.Add(new ResourceFilter { Name = key, Values = { values } });
        }
        return request;
    }

    protected async Task<CreateModelResponse> CreateMetricAsync(Autostack autostack, string ns, string name, ModelParams? range = null)
    {
        var spec = autostack.Metric(ns, name);
        spec.ModelParams = range;
        return await Models.CreateModelAsync(new() { Spec = spec });
    }
}
