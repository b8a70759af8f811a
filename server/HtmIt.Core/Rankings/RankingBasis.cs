namespace HtmIt.Core.Rankings;

/// <summary>What a ranking is computed of.</summary>
/// <param name="IncludeLearning">Whether rows count that were scored before the model had learnt enough.</param>
public sealed record RankingBasis(RankingSpan Span, RankingScore Score, bool IncludeLearning);
