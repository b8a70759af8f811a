namespace HtmIt.Engine.Likelihood;

/// <summary>Upper tail of the normal distribution in steps of a tenth of a standard deviation, as HTM's likelihood uses it.</summary>
internal static class TailTable
{
    // Up to 4.0 the tail to nine decimals; beyond, the density divided by z, which lies slightly above the true tail.
    private static ReadOnlySpan<double> Tail =>
        [
            0.500000000,
            0.460172163,
            0.420740291,
            0.382088578,
            0.344578258,
            0.308537539,
            0.274253118,
            0.241963652,
            0.211855399,
            0.184060125,
            0.158655254,
            0.135666061,
            0.115069670,
            0.096800485,
            0.080756659,
            0.066807201,
            0.054799292,
            0.044565463,
            0.035930319,
            0.028716560,
            0.022750132,
            0.017864421,
            0.013903448,
            0.010724110,
            0.008197536,
            0.006209665,
            0.004661188,
            0.003466974,
            0.002555130,
            0.001865813,
            0.001349898,
            0.000967603,
            0.000687138,
            0.000483424,
            0.000336929,
            0.000232629,
            0.000159109,
            0.000107800,
            0.000072348,
            0.000048096,
            0.000031671,
            2.1771e-05,
            1.4034e-05,
            8.9617e-06,
            5.6687e-06,
            3.5519e-06,
            2.2045e-06,
            1.3553e-06,
            8.2527e-07,
            4.9775e-07,
            2.9734e-07,
            1.7593e-07,
            1.0310e-07,
            5.9837e-08,
            3.4396e-08,
            1.9581e-08,
            1.1040e-08,
            6.1648e-09,
            3.4092e-09,
            1.8671e-09,
            1.0126e-09,
            5.4392e-10,
            2.8932e-10,
            1.5240e-10,
            7.9502e-11,
            4.1070e-11,
            2.1010e-11,
            1.0644e-11,
            5.3396e-12,
            2.6527e-12,
            1.3050e-12,
        ];

    /// <summary>Probability of a value at least so large; below the mean the mirrored complement.</summary>
    public static double Probability(double value, double mean, double deviation)
    {
        var z = (value - mean) / deviation;
        return z < 0 ? 1 - UpperTail(-z) : UpperTail(z);
    }

    private static double UpperTail(double z)
    {
        var index = Math.Floor((z * 10) + 0.5);
        return index < Tail.Length ? Tail[(int)index] : 0;
    }
}
