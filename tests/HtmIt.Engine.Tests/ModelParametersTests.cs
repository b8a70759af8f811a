using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ModelParametersTests
{
    private static readonly ModelParameters Fine = ModelParameters.Default;

    [TestCaseSource(nameof(Wrong))]
    public void Validate_MemberOutOfRange_NamesIt(ModelParameters parameters, string member) =>
        Assert.That(parameters.Validate, Throws.ArgumentException.With.Message.Contains(member));

    [Test]
    public void Validate_Default_Passes() => Assert.That(Fine.Validate, Throws.Nothing);

    // ENC-001
    [TestCase(0, 100)]
    [TestCase(5_000, 10_000)]
    [TestCase(-3, 1e12)]
    public void ResolutionForRange_Range_LiesWithinTheBounds(double min, double max)
    {
        var resolution = ModelParameters.ResolutionForRange(min, max);

        Assert.That(resolution, Is.GreaterThan((max - min) / 300).And.LessThan((max - min) / 80));
    }

    // ENC-002
    [Test]
    public void ResolutionForRange_NoExtent_CountsAsOne() =>
        Assert.That(ModelParameters.ResolutionForRange(7, 7), Is.EqualTo(ModelParameters.ResolutionForRange(7, 8)));

    // ENC-004
    [Test]
    public void ResolutionForRange_TinyRange_HasTheDefaultMinimum()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ModelParameters.ResolutionForRange(0, 1e-6), Is.EqualTo(0.001));
            Assert.That(ModelParameters.ResolutionForRange(0, 1, 0.5), Is.EqualTo(0.5));
        }
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new(Fine with { Resolution = 0 }, nameof(Fine.Resolution));
        yield return new(Fine with { Resolution = double.NaN }, nameof(Fine.Resolution));
        yield return new(Fine with { MinResolution = -1 }, nameof(Fine.MinResolution));
        yield return new(Fine with { ColumnCount = 1000 }, nameof(Fine.ColumnCount));
        yield return new(Fine with { ActiveColumns = 0 }, nameof(Fine.ActiveColumns));
        yield return new(Fine with { ScalarBits = 401 }, nameof(Fine.ScalarBits));
        yield return new(Fine with { ScalarActiveBits = 50 }, nameof(Fine.ScalarActiveBits));
        yield return new(Fine with { ActivationThreshold = 2 }, nameof(Fine.ActivationThreshold));
        yield return new(Fine with { MaxSynapsesPerSegment = 34 }, nameof(Fine.MaxSynapsesPerSegment));
        yield return new(Fine with { PermanenceIncrement = double.NaN }, nameof(Fine.PermanenceIncrement));
        yield return new(Fine with { ScalarBits = 500, TimeOfDayBits = 300 }, nameof(Fine.ScalarBits));
        yield return new(Fine with { MaxSegments = 40_000 }, nameof(Fine.MaxSegments));
    }
}
