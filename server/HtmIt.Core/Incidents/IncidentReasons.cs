using System.Globalization;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Core.Incidents;

/// <summary>Reasons of incidents in words. English, for people.</summary>
public static class IncidentReasons
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3_600;
    private const int SecondsPerDay = 86_400;

    /// <summary>Whether the kind compares with a number.</summary>
    public static bool HasReference(EvidenceKind kind) =>
        kind
            is EvidenceKind.Value
                or EvidenceKind.ShortShape
                or EvidenceKind.LongShape
                or EvidenceKind.Stillness
                or EvidenceKind.Jump
                or EvidenceKind.TimeOfWeek
                or EvidenceKind.Silence;

    public static string Describe(EvidenceShare reason, IncidentState incident)
    {
        var peak = incident.Peak;
        return reason.Kind switch
        {
            EvidenceKind.Sequence => "the order of things was not expected",
            EvidenceKind.Value => $"never seen value: {Number(peak.Value)}, nearest was {Number(reason.Reference)}",
            EvidenceKind.ShortShape or EvidenceKind.LongShape => $"nothing before was like these {Span(reason.Reference)}",
            EvidenceKind.SameTime => $"unlike earlier days at {Time(peak, "HH:mm")} UTC",
            EvidenceKind.Stillness => $"did not change for {Count(reason.Reference, "row")}",
            EvidenceKind.Jump => $"jumped to {Number(peak.Value)}, shortly before it was {Number(reason.Reference)}",
            EvidenceKind.Steps => "ups and downs from row to row as never before",
            EvidenceKind.TimeOfWeek =>
                $"unusual for {Time(peak, "dddd HH:mm")} UTC: {Number(peak.Value)}, usual is {Number(reason.Reference)}",
            EvidenceKind.Spread => "scatters as never before",
            EvidenceKind.Slope => "rises or falls as never before",
            EvidenceKind.Silence => $"no sample for {Span(SilenceOf(incident))}, usual is one every {Span(reason.Reference)}",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Kind, "Not a kind of evidence."),
        };
    }

    private static double SilenceOf(IncidentState incident) => (incident.End ?? incident.Last).UnixSeconds - incident.Onset.UnixSeconds;

    /// <summary>Five digits, without an exponent as long as people read it.</summary>
    private static string Number(double value)
    {
        var text = value.ToString("G5", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(value) is > 1e-9 and < 1e15
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("#,0.#############", CultureInfo.InvariantCulture)
            : text;
    }

    private static string Time(IncidentRow row, string format) =>
        DateTimeOffset.FromUnixTimeSeconds(row.UnixSeconds).ToString(format, CultureInfo.InvariantCulture);

    private static string Span(double seconds) =>
        seconds switch
        {
            < 2 * SecondsPerMinute => Count(seconds, "second"),
            < 2 * SecondsPerHour => Count(seconds / SecondsPerMinute, "minute"),
            < 2 * SecondsPerDay => Count(seconds / SecondsPerHour, "hour"),
            _ => Count(seconds / SecondsPerDay, "day"),
        };

    private static string Count(double count, string unit)
    {
        var rounded = Math.Round(count);
        return string.Create(CultureInfo.InvariantCulture, $"{rounded:0} {unit}{(rounded == 1 ? "" : "s")}");
    }
}
