using Microsoft.Extensions.Options;

namespace HtmIt.Core.Log;

/// <summary>Says which samples are kept. Whole months go, so that a sample is kept for the threshold and up to a month longer.</summary>
public sealed class RetentionPolicy(IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>A month is removed this long after its samples began to be refused: none that was let in before is still on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public int? ThresholdDays => options.Value.ThresholdDays;

    /// <summary>Samples before this time, in seconds since 1970, are not taken any more; null means all are.</summary>
    public long? AcceptedSince => Since(time.GetUtcNow());

    /// <summary>Months that end at or before this time, in seconds since 1970, are to be removed; null means none.</summary>
    public long? KeptSince => Since(time.GetUtcNow() - Grace);

    private long? Since(DateTimeOffset now)
    {
        if (options.Value.ThresholdDays is not { } days || now - DateTimeOffset.UnixEpoch < TimeSpan.FromDays(days))
        {
            return null;
        }
        var threshold = now.AddDays(-days);
        return new DateTimeOffset(threshold.Year, threshold.Month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    }
}
