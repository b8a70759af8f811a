namespace HtmIt.Core.Log;

/// <summary>Conditions on the scores of rows; zero means none.</summary>
public readonly record struct ScoreFilter(double MinAnomalyLikelihood, double MinSurprise, bool ExcludeLearning = false)
{
    public bool IsEmpty => !HasMinimum && !ExcludeLearning;

    private bool HasMinimum => MinAnomalyLikelihood > 0 || MinSurprise > 0;

    public bool Accepts(in DataRow row) =>
        !(ExcludeLearning && Learning.Is(row))
        && (!HasMinimum || (row.Score is { } score && score.AnomalyLikelihood >= MinAnomalyLikelihood && score.Surprise >= MinSurprise));
}
