using HtmIt.Core.Log;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Orleans.Serialization;

namespace HtmIt.Grains.Tests;

public sealed class SampleBlockTests
{
    [Test]
    public void Serializer_ToAnotherNode_KeepsTheSamples()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Sample[] samples = [new(1_700_000_000, 1.5), new(1_700_000_300, -0.25), new(1_700_000_600, double.MaxValue)];

        var other = serializer.Deserialize<SampleBlock>(serializer.SerializeToArray(new SampleBlock(samples)));

        Assert.That(other!.Samples, Is.EqualTo(samples));
    }
}
