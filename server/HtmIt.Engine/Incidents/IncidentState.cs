using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Incidents;

/// <summary>An incident as it stands at a row.</summary>
public sealed record IncidentState
{
    /// <summary>The first row of the evidence.</summary>
    public required IncidentRow Onset { get; init; }

    /// <summary>The row that was most unusual by itself.</summary>
    public required IncidentRow Peak { get; init; }

    /// <summary>The row at which it was noticed, perhaps as too little to tell people.</summary>
    public required IncidentRow Began { get; init; }

    /// <summary>The row of its last step: where it was told last, or became more severe.</summary>
    public required IncidentRow Last { get; init; }

    /// <summary>The row at which it was seen to be over; null while it goes on.</summary>
    public required IncidentRow? End { get; init; }

    /// <summary>How severe it is, as of its last step.</summary>
    public required double Severity { get; init; }

    /// <summary>How often it was told: once when it was noticed, and whenever the evidence had doubled.</summary>
    public required int TellingCount { get; init; }

    /// <summary>What kinds of evidence there were when there was most of it, the largest first.</summary>
    public required IReadOnlyList<EvidenceShare> Reasons { get; init; }
}
