using System.Globalization;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Ingest;

/// <summary>What every sample must be, whichever way it comes in.</summary>
public sealed class SampleRules(IOptions<IngestOptions> options, RetentionPolicy retention, TimeProvider time)
{
    /// <summary>2000-01-01: nothing was measured before, and each month with samples costs a partition.</summary>
    public const long EarliestTime = 946_684_800;

    /// <summary>Stands for a time that the sender did not give.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>Stands for a time that is none: its nanoseconds are out of range.</summary>
    public const long MalformedTime = long.MinValue + 1;

    /// <summary>The rule that the sample breaks, or null.</summary>
    public SampleRefusal? Check(int index, Sample sample)
    {
        if (!double.IsFinite(sample.Value))
        {
            return Refuse(index, ErrorReason.SampleValueNotFinite, "value", sample.Value, "must be a finite number");
        }
        if (sample.Time is NoTime or MalformedTime)
        {
            return sample.Time == NoTime
                ? Refuse(index, ErrorReason.InvalidField, "sample_time", "", "must be given")
                : Refuse(index, ErrorReason.InvalidField, "sample_time.nanos", "", "must be 0 to 999,999,999");
        }
        if (sample.Time < EarliestTime)
        {
            return Refuse(index, ErrorReason.SampleTimeOutOfRange, "sample_time", Text(sample.Time), "must not be before 2000-01-01");
        }
        if (retention.AcceptedSince is { } kept && sample.Time < kept)
        {
            var rule = string.Create(
                CultureInfo.InvariantCulture,
                $"must not be before {DateTimeOffset.FromUnixTimeSeconds(kept):yyyy-MM-dd}: older samples are not kept"
            );
            return Refuse(index, ErrorReason.SampleTimeOutOfRange, "sample_time", Text(sample.Time), rule);
        }
        var latest = time.GetUtcNow().ToUnixTimeSeconds() + options.Value.MaxFutureSeconds;
        return sample.Time <= latest
            ? null
            : Refuse(
                index,
                ErrorReason.SampleTimeOutOfRange,
                "sample_time",
                Text(sample.Time),
                $"must be at most {options.Value.MaxFutureSeconds} seconds in the future"
            );
    }

    private static string Text(long time) =>
        time is > -62_135_596_800 and < 253_402_300_800 ? $"{DateTimeOffset.FromUnixTimeSeconds(time):u}" : $"{time} s";

    private static SampleRefusal Refuse(int index, ErrorReason reason, string field, object value, string rule) =>
        new(index, reason, field, FieldViolation.Of(field, value, rule).ToString());
}
