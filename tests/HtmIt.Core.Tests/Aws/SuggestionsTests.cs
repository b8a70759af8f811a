using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Testing.Aws;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Aws;

/// <summary>What is suggested to be monitored.</summary>
public sealed class SuggestionsTests
{
    private static readonly AwsScope Oregon = new("", "us-west-2");
    private static readonly DateTimeOffset Launch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // CW-024
    [Test]
    public async Task Suggest_NoInstancesOrNoneRunning_IsEmpty()
    {
        var stopped = Instance("i-1", "m5.large") with { ProviderState = "stopped" };

        var none = await SuggestAsync(new FakeInventory());
        var noneRunning = await SuggestAsync(new FakeInventory().With(stopped));

        Assert.That(none.Suggested.Concat(none.Alternates).Concat(noneRunning.Suggested), Is.Empty);
    }

    // CW-024
    [Test]
    public async Task Suggest_Instances_LargerFirstThenLongerUptime()
    {
        var inventory = new FakeInventory().With(
            Instance("i-small", "t2.small"),
            Instance("i-young", "m5.xlarge") with
            {
                LaunchTime = Launch.AddDays(2),
            },
            Instance("i-old", "c7g.xlarge"),
            Instance("i-huge", "r5.metal"),
            Instance("i-12", "m5.12xlarge")
        );

        var suggestions = await SuggestAsync(inventory);

        Assert.That(Ids(suggestions.Suggested), Is.EqualTo(new[] { "i-huge", "i-12", "i-old", "i-young", "i-small" }));
    }

    [Test]
    public void RankOf_SizeWords_Ascend()
    {
        var types = new[]
        {
            "odd.one",
            "t2.nano",
            "t2.micro",
            "t2.small",
            "m3.medium",
            "m5.large",
            "m5.xlarge",
            "m5.2xlarge",
            "m5.10xlarge",
        };

        Assert.That(types.Append("m5.metal").Select(InstanceSize.RankOf), Is.Ordered.Ascending);
        Assert.That(InstanceSize.RankOf("u-6tb1.metal"), Is.EqualTo(InstanceSize.RankOf("c7g.metal-48xl")));
        Assert.That(InstanceSize.RankOf(""), Is.Zero);
    }

    // CW-025
    [Test]
    public async Task Suggest_Databases_AvailableOnesLargerStorageFirst()
    {
        var inventory = new FakeInventory().With(
            Sized(AwsResourceType.RdsInstance, "small", 20) with
            {
                ProviderState = "available",
            },
            Sized(AwsResourceType.RdsInstance, "gone", 900) with
            {
                ProviderState = "deleting",
            },
            Sized(AwsResourceType.RdsInstance, "large", 100) with
            {
                ProviderState = "available",
            }
        );

        Assert.That(Ids((await SuggestAsync(inventory)).Suggested), Is.EqualTo(new[] { "large", "small" }));
    }

    // CW-025
    [Test]
    public async Task Suggest_BalancersAndGroups_MoreMembersFirst()
    {
        foreach (var type in new[] { AwsResourceType.LoadBalancer, AwsResourceType.AutoScalingGroup })
        {
            var inventory = new FakeInventory().With(Sized(type, "two", 2), Sized(type, "five", 5), Sized(type, "none", 0));

            Assert.That(Ids((await SuggestAsync(inventory)).Suggested), Is.EqualTo(new[] { "five", "two", "none" }));
        }
    }

    [Test]
    public async Task Suggest_ManyOfEachKind_AreMergedInTurnAndCut()
    {
        var inventory = new FakeInventory()
            .With([.. Enumerable.Range(0, 30).Select(i => Instance($"i-{i:00}", "m5.large"))])
            .With(Sized(AwsResourceType.RdsInstance, "r-0", 1) with { ProviderState = "available" })
            .With(Sized(AwsResourceType.LoadBalancer, "l-0", 2), Sized(AwsResourceType.LoadBalancer, "l-1", 1))
            .With(Sized(AwsResourceType.AutoScalingGroup, "a-0", 1));

        var suggestions = await SuggestAsync(inventory);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(suggestions.Suggested), Is.EqualTo(new[] { "i-00", "r-0", "l-0", "a-0", "i-01", "l-1", "i-02", "i-03" }));
            Assert.That(suggestions.Alternates, Has.Count.EqualTo(20));
            Assert.That(suggestions.Alternates[0].Id, Is.EqualTo("i-04"));
        }
    }

    [Test]
    public async Task Suggest_OneKindHangsAndOneIsRefused_TheOthersContributeAndTheyAreNamed()
    {
        var time = new FakeTimeProvider();
        var inventory = new FakeInventory()
            .With(AwsResourceType.Ec2Instance, _ => new TaskCompletionSource<IReadOnlyList<AwsResource>>().Task)
            .With(AwsResourceType.RdsInstance, _ => throw new AwsException(AwsFault.AccessDenied, "no"))
            .With(Sized(AwsResourceType.LoadBalancer, "front", 1));

        var suggesting = new Suggestions(inventory, time).SuggestAsync(Oregon, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(4.9));
        var before = suggesting.IsCompleted;
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That(before, Is.False);
        Assert.That(Ids((await suggesting).Suggested), Is.EqualTo(new[] { "front" }));
        Assert.That((await suggesting).Unreachable, Is.EqualTo(new[] { AwsResourceType.Ec2Instance, AwsResourceType.RdsInstance }));
    }

    [Test]
    public void Suggest_EveryKindIsRefused_FailsWithTheReason()
    {
        var inventory = AllKinds(_ => throw new AwsException(AwsFault.AccessDenied, "no"));

        Assert.That(
            () => SuggestAsync(inventory),
            Throws.TypeOf<DomainException>().With.Property(nameof(DomainException.Reason)).EqualTo(ErrorReason.AwsAccessDenied)
        );
    }

    [Test]
    public void Suggest_EveryKindHangs_FailsAsUnavailable()
    {
        var time = new FakeTimeProvider();
        var inventory = AllKinds(_ => new TaskCompletionSource<IReadOnlyList<AwsResource>>().Task);
        var suggesting = new Suggestions(inventory, time).SuggestAsync(Oregon, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(5.1));

        Assert.That(
            () => suggesting,
            Throws.TypeOf<DomainException>().With.Property(nameof(DomainException.Reason)).EqualTo(ErrorReason.AwsUnavailable)
        );
    }

    [Test]
    public void Suggest_CallerGivesUp_IsCancelled()
    {
        var inventory = new FakeInventory().With(
            AwsResourceType.Ec2Instance,
            _ => new TaskCompletionSource<IReadOnlyList<AwsResource>>().Task
        );
        using var cancelled = new CancellationTokenSource();
        var suggesting = new Suggestions(inventory, new FakeTimeProvider()).SuggestAsync(Oregon, cancelled.Token);

        cancelled.Cancel();

        Assert.That(() => suggesting, Throws.InstanceOf<OperationCanceledException>());
    }

    private static Task<SuggestedResources> SuggestAsync(FakeInventory inventory) =>
        new Suggestions(inventory, new FakeTimeProvider()).SuggestAsync(Oregon, CancellationToken.None);

    private static FakeInventory AllKinds(Func<CancellationToken, Task<IReadOnlyList<AwsResource>>> listing) =>
        AwsResourceType.All.Aggregate(new FakeInventory(), (inventory, type) => inventory.With(type, listing));

    private static AwsResource Instance(string id, string type) =>
        new(AwsResourceType.Ec2Instance, "us-west-2", id)
        {
            ProviderState = "running",
            InstanceType = type,
            LaunchTime = Launch,
        };

    private static AwsResource Sized(AwsResourceType type, string id, double size) => new(type, "us-west-2", id) { Size = size };

    private static IEnumerable<string> Ids(IEnumerable<AwsResource> resources) => resources.Select(resource => resource.Id);
}
