using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Names;

public sealed class ResourceIdTests
{
    [Test] // Clients keep names, and the database makes them by itself: the layout never changes.
    public void Of_AccountAndText_IsTheHashOfBothWithTheirLengths() =>
        Assert.That(
            ResourceId.Of("prod", "us-west-2/AWS/EC2/i-0abc").ResourceName,
            Is.EqualTo("resources/40858bf8c78f6e36236c42c0163d3244")
        );

    [Test]
    public void Of_TheSameLettersPartedOtherwise_IsAnother() =>
        Assert.That(ResourceId.Of("a", "b"), Is.Not.EqualTo(ResourceId.Of("", "ab")));

    [Test]
    public void TryParse_OwnName_GivesItBack()
    {
        var id = ResourceId.Of("", "rack 4/left");
        Assert.That((ResourceId.TryParse(id.ResourceName, out var read), read), Is.EqualTo((true, id)));
    }

    [TestCase("")]
    [TestCase("resources/")]
    [TestCase("resources/rack%204%2Fleft")]
    [TestCase("metrics/00000000000000000000000000000000")]
    [TestCase("resources/ 0000000000000000000000000000000")]
    public void TryParse_OtherText_IsRefused(string name) => Assert.That(ResourceId.TryParse(name, out _), Is.False);
}
