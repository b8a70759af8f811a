using System.Globalization;

namespace HtmIt.Aws.Clients;

/// <summary>A difference between clocks, for people.</summary>
internal static class ClockText
{
    /// <summary>For example <c>0:40:00 h ahead of</c>.</summary>
    public static string Of(TimeSpan ahead)
    {
        var (far, way) = (ahead.Duration(), ahead > TimeSpan.Zero ? "ahead of" : "behind");
        return string.Create(CultureInfo.InvariantCulture, $"{(long)far.TotalHours}:{far.Minutes:00}:{far.Seconds:00} h {way}");
    }
}
