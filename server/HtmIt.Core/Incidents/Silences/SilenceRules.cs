using HtmIt.Core.Log;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>What an incident of silence is. Its rows but the first and the end are moments of the clock at which no row came: they have the number
/// and value of the newest row, and the time of the moment.</summary>
public static class SilenceRules
{
    /// <summary>As with evidence: ten times the silence is 1.3 more.</summary>
    private const double PerDecade = 1.3;

    /// <summary>Told again when the silence is four times as long: so much more severe than before.</summary>
    public static readonly double Step = PerDecade * Math.Log10(4);

    /// <param name="last">The newest row.</param>
    /// <param name="now">When it is noticed.</param>
    public static IncidentState Begin(IncidentRow last, SampleSpacing spacing, long now)
    {
        var noticed = last with { UnixSeconds = now, Surprise = 0 };
        return new()
        {
            Began = noticed,
            Onset = last,
            Peak = last,
            Last = noticed,
            End = null,
            Severity = Severity.Default,
            TellingCount = 1,
            Reasons = [new(EvidenceKind.Silence, 1, spacing.Usual.TotalSeconds)],
        };
    }

    /// <summary>The silence as it is told again; null while it is not so much longer.</summary>
    public static IncidentState? Raise(IncidentState silence, long now)
    {
        var severity = SeverityAt(silence, now);
        return severity >= silence.Severity + Step
            ? silence with
            {
                Severity = severity,
                Last = silence.Last with { UnixSeconds = now },
                TellingCount = silence.TellingCount + 1,
            }
            : null;
    }

    /// <param name="row">The first that came.</param>
    public static IncidentState End(IncidentState silence, DataRow row) =>
        silence with
        {
            End = new IncidentRow(row.RowId, row.Time, row.Value, row.Score?.Surprise ?? 0),
        };

    private static double SeverityAt(IncidentState silence, long now)
    {
        var onset = silence.Onset.UnixSeconds;
        var noticedAfter = Math.Max(1, silence.Began.UnixSeconds - onset);
        return Severity.Default + (PerDecade * Math.Log10(Math.Max(1, (double)(now - onset) / noticedAfter)));
    }
}
