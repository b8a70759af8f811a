namespace HtmIt.Core.Log;

/// <summary>Conditions on the scores of rows; zero means none.</summary>
public readonly record struct ScoreFilter(double MinAnomalyScore, double MinSurprise)
{
    public bool IsEmpty => MinAnomalyScore <= 0 && MinSurprise <= 0;

    public bool Accepts(in DataRow row) =>
        IsEmpty || (row.Score is { } score && score.Likelihood >= MinAnomalyScore && score.Surprise >= MinSurprise);
}
