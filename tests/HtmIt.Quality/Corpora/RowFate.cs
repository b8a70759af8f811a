namespace HtmIt.Quality.Corpora;

/// <summary>What becomes of a row of a corpus that is sent to a server.</summary>
internal enum RowFate
{
    /// <summary>It is stored and scored.</summary>
    Scored,

    /// <summary>It is stored, but the series has too few rows for a model to start.</summary>
    Waiting,

    /// <summary>A row of this time and value is there already: that counts as sent twice.</summary>
    StoredAlready,

    /// <summary>It is not after the newest row, or has no value, or breaks another rule of samples.</summary>
    Refused,
}
