using System.Globalization;
using HtmIt.Core.Log;

namespace HtmIt.Aws.CloudWatch;

/// <summary>One period's value as AWS writes it.</summary>
internal static class Datapoint
{
    /// <summary>Null for what is no number: no model could take it.</summary>
    public static Sample? Of(string timestamp, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, Utc, out var time)
            ? new Sample(time.ToUnixTimeSeconds(), number)
            : null;

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
}
