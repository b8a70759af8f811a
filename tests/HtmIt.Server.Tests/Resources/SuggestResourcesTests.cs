using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Resources;

/// <summary>Suggestions over gRPC, when AWS answers about some kinds only.</summary>
public sealed class SuggestResourcesTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false" };

    protected override void Replace(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton<IAwsInventory>(
                new FakeInventory()
                    .With(AwsResourceType.RdsInstance, _ => throw new AwsException(AwsFault.AccessDenied, "no"))
                    .With(new AwsResource(AwsResourceType.LoadBalancer, "eu-west-1", "front") { Size = 1 })
            )
        );

    [Test]
    public async Task SuggestInstances_OneKindIsRefused_NamesItBesideTheOthers()
    {
        var found = await new ResourceService.ResourceServiceClient(Channel).SuggestResourcesAsync(new() { Region = "eu-west-1" });

        Assert.That(found.Suggested.Select(one => one.AwsResourceId), Is.EqualTo(new[] { "front" }));
        Assert.That(found.Unreachable, Is.EqualTo(new[] { "eu-west-1/AWS/RDS" }));
    }
}
