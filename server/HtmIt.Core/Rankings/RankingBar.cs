namespace HtmIt.Core.Rankings;

/// <summary>The largest scores of one block of one metric.</summary>
public readonly record struct RankingBar(double AnomalyScore, long DisplayValue, double Surprise);
