using System.Collections.Frozen;
using System.Globalization;

namespace HtmIt.Notifications.Templates;

/// <summary>Times as mails show them: in UTC, and in the zone of a region.</summary>
internal static class RegionTimes
{
    private const string Format = "dddd, MMMM dd, yyyy hh:mm tt";

    // Zone data has no abbreviations on this platform.
    private static readonly FrozenDictionary<string, Zone> Zones = new Dictionary<string, Zone>
    {
        ["ap-northeast-1"] = new("Asia/Tokyo", "JST", "JST"),
        ["ap-southeast-1"] = new("Asia/Singapore", "SGT", "SGT"),
        ["ap-southeast-2"] = new("Australia/Sydney", "AEST", "AEDT"),
        ["cn-north-1"] = new("Asia/Shanghai", "CST", "CST"),
        ["eu-west-1"] = new("Etc/GMT", "GMT", "GMT"),
        ["sa-east-1"] = new("America/Sao_Paulo", "BRT", "BRST"),
        ["us-east-1"] = new("America/New_York", "EST", "EDT"),
        ["us-west-1"] = new("America/Los_Angeles", "PST", "PDT"),
        ["us-west-2"] = new("America/Los_Angeles", "PST", "PDT"),
    }.ToFrozenDictionary();

    /// <summary>E.g. <c>Wednesday, March 19, 2014 08:23 PM</c>.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The same in the region's zone, and the zone's abbreviation; UTC for regions that are not in the table.</summary>
    public static (string Time, string Zone) Local(DateTimeOffset time, string region)
    {
        if (!Zones.TryGetValue(region, out var zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out var rules))
        {
            return (Utc(time), "UTC");
        }
        var local = TimeZoneInfo.ConvertTime(time, rules);
        return (local.ToString(Format, CultureInfo.InvariantCulture), rules.IsDaylightSavingTime(local) ? zone.Summer : zone.Standard);
    }

    private sealed record Zone(string Id, string Standard, string Summer);
}
