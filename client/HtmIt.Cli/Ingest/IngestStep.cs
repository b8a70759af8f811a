namespace HtmIt.Cli.Ingest;

/// <summary>How far a file's way in is.</summary>
internal enum IngestStep
{
    /// <summary>Its rows are looked at and sent.</summary>
    Sending,

    /// <summary>All are stored; the models are made.</summary>
    Monitoring,

    /// <summary>The models are made; their scores are waited for.</summary>
    Scoring,
}
