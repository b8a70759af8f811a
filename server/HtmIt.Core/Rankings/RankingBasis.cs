namespace HtmIt.Core.Rankings;

/// <summary>What a ranking is computed of.</summary>
/// <param name="LearningRows">Rows up to this one do not count: they were scored before the model had learnt enough.</param>
public sealed record RankingBasis(RankingSpan Span, RankingScore Score, long LearningRows);
