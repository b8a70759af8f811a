namespace HtmIt.Client;

/// <summary>In which order incidents are listed.</summary>
public enum IncidentOrder
{
    /// <summary>Those noticed last first.</summary>
    Noticed = 0,

    /// <summary>The most severe first, and of equally severe ones those noticed last.</summary>
    Severity = 1,
}
