using HtmIt.Engine.Kernels;

namespace HtmIt.Engine.Tests.Kernels;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class KernelSelectionTests
{
    [TestCase("scalar", KernelLevel.Scalar)]
    [TestCase("v256", KernelLevel.Vector256)]
    [TestCase("v512", KernelLevel.Vector512)]
    public void Parse_KnownName_ForcesThatKernel(string setting, object level) =>
        Assert.That(KernelSelection.Parse(setting), Is.EqualTo(level));

    [Test]
    public void Parse_NothingOrUnknown_TakesTheBest() => Assert.That(KernelSelection.Parse("?"), Is.EqualTo(KernelSelection.Parse(null)));
}
