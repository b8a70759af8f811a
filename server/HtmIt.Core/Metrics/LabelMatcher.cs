namespace HtmIt.Core.Metrics;

/// <summary>A condition about one label. The negations hold for a metric without the label too: they leave exactly what the others select.
/// </summary>
/// <param name="Value">A text or a pattern, as the comparison takes it; empty where it takes none.</param>
public sealed record LabelMatcher(string Key, LabelOp Op, string Value = "");
