namespace HtmIt.Engine.Incidents;

/// <summary>What a row did to the incidents of its metric. One row can end an incident and begin the next.</summary>
[Flags]
public enum IncidentEvents : byte
{
    None = 0,

    /// <summary>The incident of the rows before is over.</summary>
    Ended = 1,

    /// <summary>Something began, at first perhaps too little to tell people.</summary>
    Began = 2,

    /// <summary>The severity reached <see cref="Severity.Default"/> for the first time.</summary>
    Opened = 4,

    /// <summary>Much more evidence came for an incident that had opened.</summary>
    Raised = 8,

    /// <summary>Much more evidence came for one that has not opened yet.</summary>
    Grew = 16,

    /// <summary>All at which the severity is told.</summary>
    Told = Began | Opened | Raised | Grew,
}
