namespace HtmIt.Quality.Detectors;

/// <summary>A streaming detector of one series: sees each row once, in order.</summary>
internal interface IDetector
{
    DetectorRow Compute(long unixSeconds, double value);
}
