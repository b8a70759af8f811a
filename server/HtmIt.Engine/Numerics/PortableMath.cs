namespace HtmIt.Engine.Numerics;

/// <summary>
/// Elementary functions from IEEE additions, multiplications and divisions in a fixed order. <see cref="Math"/>'s come from the
/// platform's C library and differ in the last bit from one to another.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log10E = 0.43429448190325182765;

    /// <summary>Natural logarithm; 0 gives minus infinity, negative numbers and NaN give NaN.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity
                : double.IsPositiveInfinity(x) ? x
                : double.NaN;
        }

        var exponent = 0;
        if (x < 2.2250738585072014E-308)
        {
            x *= 18014398509481984.0; // 2^54 lifts a subnormal number into the normal range
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh s, s = (m - 1) / (m + 1), |s| < 0.172: eleven terms leave less than half a unit in the last place.
        var s = (mantissa - 1) / (mantissa + 1);
        var s2 = s * s;
        var series = 0.0;
        for (var k = 21; k >= 3; k -= 2)
        {
            series = (series + (1.0 / k)) * s2;
        }

        return (exponent * Ln2High) + ((2 * s) + ((2 * s * series) + (exponent * Ln2Low)));
    }

    /// <summary>Logarithm to base 10.</summary>
    public static double Log10(double x) => Log(x) * Log10E;

    /// <summary>e to the power x.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > 709.782712893384)
        {
            return double.PositiveInfinity;
        }

        if (x < -745.2)
        {
            return 0;
        }

        var k = Math.Floor((x * 1.4426950408889634) + 0.5);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = 18; n >= 1; n--)
        {
            sum = 1 + (sum * r / n);
        }

        // Two factors, because 2^k alone would leave the range for results that are subnormal or near the maximum.
        var half = (int)k / 2;
        return sum * PowerOfTwo(half) * PowerOfTwo((int)k - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
