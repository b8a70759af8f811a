using HtmIt.Engine.Encoders;

namespace HtmIt.Engine.Tests.Encoders;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TimeOfDayEncoderTests
{
    [TestCase(0, 0)]
    [TestCase(59, 0)]
    [TestCase(12 * 3600, 27)]
    [TestCase((24 * 3600) - 1, 53)]
    [TestCase(-1, 53)]
    public void Encode_Time_CentresTheRunOnItsBit(long seconds, int centre)
    {
        var bits = new ushort[21];

        var count = new TimeOfDayEncoder(54, 21).Encode(seconds, bits);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(count, Is.EqualTo(21));
            Assert.That(bits, Is.Unique.And.All.LessThan(54));
            Assert.That(bits[10], Is.EqualTo(centre));
        }
    }
}
