namespace HtmIt.Faults.Histories;

/// <summary>The server's word that a sample is stored.</summary>
/// <param name="RowId">The row it is said to be; null where it was stored before, and where the protocol has no
/// answers and an orderly end of the connection is the word.</param>
internal readonly record struct Acknowledgement(SentSample Sample, long? RowId);
