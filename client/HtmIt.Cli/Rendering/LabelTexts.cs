using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>A condition about a label as the option <c>--label</c> takes it: a text for each of its values.</summary>
internal static class LabelTexts
{
    public static IEnumerable<string> Of(LabelMatcher label) =>
        label.Values.Count == 0 ? [$"{label}"] : label.Values.Select(value => $"{With(label, value)}");

    /// <summary>The same comparison with other values.</summary>
    public static LabelMatcher With(LabelMatcher label, params string[] values) =>
        label.Op switch
        {
            LabelOp.Equal => LabelMatcher.IsEqual(label.Key, values),
            LabelOp.NotEqual => LabelMatcher.IsNotEqual(label.Key, values),
            LabelOp.Like => LabelMatcher.IsLike(label.Key, values),
            LabelOp.NotLike => LabelMatcher.IsNotLike(label.Key, values),
            _ => label,
        };
}
