using CsCheck;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ShapeKernelTests
{
    [Test]
    public void FindNearest_AnySamples_ScalarAndVectorAgree() =>
        Gen.Select(Gen.UShort[0, 2047].Array[1, 150], Gen.Int[0, 149])
            .Sample(
                (samples, start) =>
                {
                    var first = start % samples.Length;
                    ushort[] padded = [.. samples, .. new ushort[64]];
                    ShapeKernel.FindNearest(KernelLevel.Scalar, padded, first, samples.Length, out var shortScalar, out var longScalar);
                    ShapeKernel.FindNearest(KernelLevel.Vector256, padded, first, samples.Length, out var shortVector, out var longVector);
                    return shortScalar == shortVector && longScalar == longVector;
                }
            );

    [Test]
    public void FindNearest_ExtremeSamples_SumsDoNotOverflow()
    {
        ushort[] samples = [.. Enumerable.Repeat((ushort)0, 40), .. Enumerable.Repeat((ushort)2047, 16), .. new ushort[64]];
        ShapeKernel.FindNearest(KernelLevel.Vector256, samples, 0, 56, out _, out var distance);

        Assert.That(distance, Is.EqualTo(2 * 16 * 2047));
    }

    [Test]
    public void FindNearest_RepeatedShape_IsZero()
    {
        ushort[] shape = [5, 900, 17, 3, 44, 2000, 8, 1, 7, 7, 12, 500, 3, 2, 1, 9];
        ushort[] samples = [.. shape, 3, 3, 3, .. shape, .. new ushort[64]];
        ShapeKernel.FindNearest(KernelLevel.Vector256, samples, 0, 35, out var shortDistance, out var longDistance);

        Assert.That((shortDistance, longDistance), Is.EqualTo((0, 0)));
    }
}
