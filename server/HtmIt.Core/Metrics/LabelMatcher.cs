namespace HtmIt.Core.Metrics;

/// <summary>A condition about one label. The negations hold for a metric without the label too: they leave exactly what the others select.
/// </summary>
/// <param name="Values">Texts or patterns, as the comparison takes them: one of them has to fit, of a negation none. Empty where it takes none.
/// </param>
public sealed record LabelMatcher(string Key, LabelOp Op, params IReadOnlyList<string> Values);
