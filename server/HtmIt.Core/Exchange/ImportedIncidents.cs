using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Exchange;

/// <summary>What incidents have to be that are imported with their rows.</summary>
internal static class ImportedIncidents
{
    /// <param name="newest">The newest of the metric's rows.</param>
    /// <param name="noticed">When the incident before the first of these was noticed; 0 when there is none.</param>
    /// <returns>When the last one was noticed: those that follow are later.</returns>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static long Check(IReadOnlyList<IncidentState> incidents, DataRow newest, long noticed, FieldPath at)
    {
        for (var i = 0; i < incidents.Count; i++)
        {
            var incident = incidents[i];
            CheckRows(incident, newest, at.At(i));
            // They have their identity from it: no two are noticed at the same time.
            if (incident.Began.UnixSeconds <= noticed)
            {
                throw at.At(i)["noticed"].Invalid(incident.Began.Row, "must be later than that of the incident before");
            }
            noticed = incident.Began.UnixSeconds;
        }
        return noticed;
    }

    /// <summary>The onset may come after the row at which it was noticed: what came before it opened may have been too little.</summary>
    private static void CheckRows(IncidentState incident, DataRow newest, FieldPath at)
    {
        IncidentRow?[] rows = [incident.Onset, incident.Peak, incident.Began, incident.Last, incident.End];
        if (rows.Any(row => row is { } given && !IsUpTo(newest, given)))
        {
            throw at.Invalid(incident.Began.Row, "must be of rows of the metric that came before it");
        }
        if (IsBefore(incident.Last, incident.Onset) || IsBefore(incident.Last, incident.Began))
        {
            throw at["last"].Invalid(incident.Last.Row, "must not be before onset and noticed");
        }
        if (incident.End is { } end && !(IsBefore(incident.Last, end) && IsBefore(incident.Peak, end)))
        {
            throw at["end"].Invalid(end.Row, "must be after last and peak");
        }
    }

    private static bool IsUpTo(DataRow newest, IncidentRow row) =>
        row.Row >= 1 && row.Row <= newest.RowId && row.UnixSeconds >= SampleRules.EarliestTime && row.UnixSeconds <= newest.Time;

    private static bool IsBefore(IncidentRow one, IncidentRow other) => one.Row < other.Row && one.UnixSeconds < other.UnixSeconds;
}
