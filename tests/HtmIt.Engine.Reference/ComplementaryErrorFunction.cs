namespace HtmIt.Engine.Reference;

/// <summary>
/// erfc(x) to about 15 digits, also far out in the tail, where <c>1 − erf(x)</c> has none left. The base class library has no such function.
/// </summary>
internal static class ComplementaryErrorFunction
{
    /// <summary>Below it the series converges quickly, above it the continued fraction does.</summary>
    private const double Crossover = 2.0;

    /// <summary>Beyond it erfc underflows to zero.</summary>
    private const double Underflow = 27.3;

    public static double Evaluate(double x)
    {
        if (x < 0)
        {
            return 2 - Evaluate(-x);
        }

        if (x > Underflow)
        {
            return 0;
        }

        return x < Crossover ? 1 - Series(x) : ContinuedFraction(x);
    }

    /// <summary>erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms positive, so nothing cancels.</summary>
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))), evaluated from the inside out.</summary>
    private static double ContinuedFraction(double x)
    {
        const int Depth = 120;
        var fraction = x;
        for (var k = Depth; k > 0; k--)
        {
            fraction = x + (k / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
