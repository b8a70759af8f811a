using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Ingest;

public sealed class RefusalTests
{
    [Test]
    public void Of_Nothing_IsNothing() => Assert.That(Refusal.Of([]), Is.Empty);

    [Test]
    public void Of_Neighbours_AreOneWithTheTextOfTheFirst() =>
        Assert.That(
            Refusal.Of([Value(3), Value(4), Value(5)]),
            Is.EqualTo(new[] { new Refusal(3, 5, ErrorReason.SampleValueNotFinite, "value", "sample 3") })
        );

    [Test]
    public void Of_GapOtherReasonOrOtherField_BeginsAnother()
    {
        SampleRefusal[] samples = [Value(0), Value(2), Time(3), Time(4) with { Field = "sample_time.nanos" }, Value(5), Value(6)];
        Assert.That(
            Refusal.Of(samples).Select(one => (one.FirstIndex, one.LastIndex, one.Count)),
            Is.EqualTo(new[] { (0, 0, 1), (2, 2, 1), (3, 3, 1), (4, 4, 1), (5, 6, 2) })
        );
    }

    private static SampleRefusal Value(int index) => new(index, ErrorReason.SampleValueNotFinite, "value", $"sample {index}");

    private static SampleRefusal Time(int index) => new(index, ErrorReason.SampleTimeOutOfRange, "sample_time", $"sample {index}");
}
