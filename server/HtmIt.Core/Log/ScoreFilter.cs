namespace HtmIt.Core.Log;

/// <summary>Conditions on the scores of rows; zero means none.</summary>
public readonly record struct ScoreFilter(double MinAnomalyLikelihood, double MinSurprise)
{
    public bool IsEmpty => MinAnomalyLikelihood <= 0 && MinSurprise <= 0;

    public bool Accepts(in DataRow row) =>
        IsEmpty || (row.Score is { } score && score.AnomalyLikelihood >= MinAnomalyLikelihood && score.Surprise >= MinSurprise);
}
