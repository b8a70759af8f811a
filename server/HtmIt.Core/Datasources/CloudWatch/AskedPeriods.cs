using HtmIt.Core.Collecting;
using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What was asked for already, to tell from the answers whether it was asked for at the right time.</summary>
/// <param name="Newest">The newest period that was asked for.</param>
/// <param name="Awaited">A period that had no datapoint when it was asked for; null when all had.</param>
public sealed record AskedPeriods(long Newest, long? Awaited)
{
    public static readonly AskedPeriods None = new(long.MinValue, null);

    /// <summary>Whether the newest period was there when it was asked for the first time, or has come since. That it never comes says nothing:
    /// many metrics have no data in most periods.</summary>
    /// <param name="start">Where the collection began: what is older is awaited no longer.</param>
    public (Punctuality Timing, AskedPeriods Asked) Judge(IReadOnlyList<Sample> answer, CollectionWindow window, long start)
    {
        var newest = window.End - window.PeriodSeconds;
        var awaited = Awaited >= start ? Awaited : null;
        var asked = new AskedPeriods(Math.Max(newest, Newest), awaited);
        if (awaited is { } time && answer.Any(sample => sample.Time == time))
        {
            return (Punctuality.TooEarly, asked with { Awaited = null });
        }
        if (answer.Count > 0 && answer[^1].Time >= newest)
        {
            return (newest > Newest ? Punctuality.InTime : Punctuality.Unknown, asked);
        }
        return (Punctuality.Unknown, asked with { Awaited = awaited ?? newest });
    }
}
