namespace HtmIt.Core.Log;

/// <summary>Conditions on the scores of rows; zero means none.</summary>
/// <param name="MinAnomalyLikelihood">The lowest.</param>
/// <param name="MinSurprise">The lowest.</param>
/// <param name="LearningRows">Scored rows up to this one are left out.</param>
public readonly record struct ScoreFilter(double MinAnomalyLikelihood, double MinSurprise, long LearningRows = 0)
{
    public bool IsEmpty => !HasMinimum && LearningRows == 0;

    private bool HasMinimum => MinAnomalyLikelihood > 0 || MinSurprise > 0;

    public bool Accepts(in DataRow row) =>
        (row.Score is null || row.RowId > LearningRows)
        && (!HasMinimum || (row.Score is { } score && score.AnomalyLikelihood >= MinAnomalyLikelihood && score.Surprise >= MinSurprise));
}
