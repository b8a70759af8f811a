using HtmIt.Engine.Likelihood;

namespace HtmIt.Engine.Tests.Likelihood;

/// <summary>The window knows a flat metric, whatever passed through it.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FlatnessWindowTests
{
    private const double Limit = 1.5e-5;
    private const int Rows = AnomalyLikelihood.WindowRows;

    [TestCase(1e4)]
    [TestCase(1.8e19)]
    [TestCase(-1.8e19)]
    [TestCase(double.MaxValue)]
    public void IsFlat_AbsurdValueThatPassed_IsAsWithoutIt(double absurd)
    {
        var window = new FlatnessWindow();
        Feed(window, 500, i => i % 2);
        window.Add(absurd);

        Feed(window, 500, i => i % 2);
        Assert.That(window.IsFlat(Limit), Is.False);
        Feed(window, Rows, _ => 0.1);
        Assert.That(window.IsFlat(Limit), Is.True, "the absurd value has left");
        Feed(window, Rows, i => 0.1 + (i % 2 * 0.004));
        Assert.That(window.IsFlat(Limit), Is.True, "a variance of 4e-6");
        Feed(window, Rows, i => 0.1 + (i % 2 * 0.01));
        Assert.That(window.IsFlat(Limit), Is.False, "a variance of 2.5e-5");
    }

    private static void Feed(FlatnessWindow window, int rows, Func<int, double> value)
    {
        for (var i = 0; i < rows; i++)
        {
            window.Add(value(i));
        }
    }
}
