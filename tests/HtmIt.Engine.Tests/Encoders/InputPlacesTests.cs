using HtmIt.Engine.Encoders;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests.Encoders;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class InputPlacesTests
{
    private static readonly ModelParameters Parameters = ModelParameters.Default;

    [TestCase(true)]
    [TestCase(false)]
    public void PlaceOf_EveryInput_HasAPlaceOfItsOwn(bool timeOfDay)
    {
        var parameters = Parameters with { EncodeTimeOfDay = timeOfDay };
        var places = new InputPlaces(parameters);
        var used = places.PlaceOf.ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(used, Is.Unique.And.Length.EqualTo(parameters.InputBits));
            Assert.That(used, Is.All.LessThan(places.Count));
            Assert.That(used.Select((place, input) => places.TryFindInput(place, out var found) && found == input), Is.All.True);
            Assert.That(
                Enumerable.Range(0, places.Count).Count(place => places.TryFindInput(place, out _)),
                Is.EqualTo(parameters.InputBits)
            );
        }
    }

    // What a value's bits are must not depend on where they lie.
    [TestCase(0)]
    [TestCase(100)]
    [TestCase(-170)]
    [TestCase(189)]
    [TestCase(190)]
    [TestCase(-200)]
    [TestCase(5_000)]
    public void Encode_AnyBucket_GivesThePlacesOfTheEncodersBits(int bucket)
    {
        var parameters = Parameters with { Resolution = 1, EncodeTimeOfDay = false };
        var places = new InputPlaces(parameters);
        var encoder = new InputEncoder(parameters, places);
        encoder.Observe(0, 0);
        var bits = new ushort[parameters.ScalarActiveBits];
        new ScalarEncoder(parameters.Seed, parameters.ScalarBits, parameters.ScalarActiveBits).Encode(bucket, 0, bits);
        var active = new ushort[64];

        var count = encoder.Encode(0, bucket, active);

        Assert.That(active[..count], Is.EquivalentTo(bits.Select(bit => places.PlaceOf[bit])));
    }

    [Test]
    public void Encode_UsualValue_IsOneRun()
    {
        var parameters = Parameters with { Resolution = 1, EncodeTimeOfDay = false };
        var encoder = new InputEncoder(parameters, new InputPlaces(parameters));
        encoder.Observe(0, 0);
        var active = new ushort[64];

        var count = encoder.Encode(0, 60, active);

        Assert.That(active[..count], Is.EqualTo(Enumerable.Range(active[0], count)));
    }
}
