namespace HtmIt.Quality.Conformance;

/// <summary>What a detector said of one row.</summary>
internal readonly record struct PublishedRow(double RawAnomalyScore, double FinalScore)
{
    /// <summary>The files hold twelve digits, and raw scores passed through 32-bit floats.</summary>
    public const double Tolerance = 1e-6;

    public bool SameRaw(PublishedRow other) => Math.Abs(RawAnomalyScore - other.RawAnomalyScore) <= Tolerance;

    public bool SameFinal(PublishedRow other) => Math.Abs(FinalScore - other.FinalScore) <= Tolerance;
}
