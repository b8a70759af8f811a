namespace HtmIt.Core.Rankings;

/// <summary>The largest scores of one block of one metric.</summary>
public readonly record struct RankingBar(double AnomalyLikelihood, long DisplayValue, double Surprise);
