using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests;

/// <summary>One absurd value, and then ordinary life: what is unusual 1,500 rows later is scored as without it.</summary>
/// <remarks>Without the time of day in the input, which would make the raw score of a value never seen depend on how well that alone is
/// learnt.</remarks>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class GlitchTests
{
    private const int RowsUntilTold = 1_500;
    private const int ToldRows = 5;

    [Test]
    public void Compute_OneAbsurdValue_BlindsNothing(
        [Values(0, 1, 60, 287, 700)] int glitchRow,
        [Values(1e4, 1e6, 1e18, 1.8e19, -1.8e19)] double glitch,
        [Values(null, 1.75)] double? resolution
    )
    {
        var values = Life(glitchRow + RowsUntilTold + ToldRows);
        values.AsSpan(glitchRow + RowsUntilTold).Fill(900);
        var parameters = ModelParameters.Default with { Resolution = resolution, EncodeTimeOfDay = false };
        var (expected, width) = Told(parameters, values);
        values[glitchRow] = glitch;
        var (told, glitchWidth) = Told(parameters, values);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(glitchWidth, Is.EqualTo(width).Within(25).Percent);
            Assert.That(told.Select(row => row.RawAnomalyScore), Is.All.GreaterThan(0.85));
            Assert.That(told.Select(row => row.RawAnomalyScore), Is.EqualTo(expected.Select(row => row.RawAnomalyScore)).Within(0.16));
            Assert.That(told[^1].AnomalyLikelihood, Is.EqualTo(expected[^1].AnomalyLikelihood).Within(0.01));
            Assert.That(told.Max(row => row.AnomalyLikelihood), Is.GreaterThan(0.99));
        }
    }

    private static (AnomalyResult[] Told, double Width) Told(ModelParameters parameters, double[] values)
    {
        var model = new AnomalyModel(parameters);
        model.Feed(values, 0, values.Length - ToldRows);
        return (model.Feed(values, values.Length - ToldRows, values.Length), model.EncoderResolution);
    }

    /// <summary>About 100, with a daily rhythm and noise.</summary>
    private static double[] Life(int rows)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, rows).Select(i => 100 + (20 * Math.Sin(i * Math.Tau / 288)) + (10 * random.NextDouble()))];
    }
}
