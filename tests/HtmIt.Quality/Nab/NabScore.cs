namespace HtmIt.Quality.Nab;

/// <summary>The score of one detector on one corpus under one profile, at the threshold that serves the whole corpus best. Normalised is 0 for flagging nothing and 100
/// for every window caught at its left edge and nothing else flagged; the threshold is infinite when flagging nothing is best.</summary>
internal sealed record NabScore(
    NabProfile Profile,
    double Normalised,
    double Raw,
    double Threshold,
    int WindowsCaught,
    int Windows,
    int FalseRows
);
