using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>How people write a condition about a label: <c>k=v</c>, <c>k!=v</c>, <c>k~pat*</c>, <c>k!~pat*</c>, <c>k</c>, <c>!k</c>.</summary>
internal static class LabelText
{
    public const string Rule = "must be KEY=VALUE, KEY!=VALUE, KEY~PATTERN, KEY!~PATTERN, KEY or !KEY, with nothing left empty";

    /// <summary>Null for text that is none.</summary>
    public static LabelMatcher? TryParse(string text)
    {
        // Keys have none of these, so the first one ends the key.
        var end = text.IndexOfAny(['=', '~']);
        if (end < 0)
        {
            var isAbsent = text.StartsWith('!');
            var name = isAbsent ? text[1..] : text;
            return name.Length == 0 || name.Contains('!', StringComparison.Ordinal) ? null
                : isAbsent ? LabelMatcher.IsAbsent(name)
                : LabelMatcher.IsPresent(name);
        }

        var isNegated = end > 0 && text[end - 1] == '!';
        var (key, value) = (text[..(isNegated ? end - 1 : end)], text[(end + 1)..]);
        if (key.Length == 0 || value.Length == 0 || key.Contains('!', StringComparison.Ordinal))
        {
            return null;
        }

        return (text[end], isNegated) switch
        {
            ('=', false) => LabelMatcher.IsEqual(key, value),
            ('=', true) => LabelMatcher.IsNotEqual(key, value),
            ('~', false) => LabelMatcher.IsLike(key, value),
            _ => LabelMatcher.IsNotLike(key, value),
        };
    }

    /// <summary>Those that compare one label in the same way are one condition with several values.</summary>
    public static IReadOnlyList<LabelMatcher> Merge(IEnumerable<LabelMatcher> labels) =>
        [
            .. labels
                .GroupBy(label => (label.Key, label.Op))
                .Select(same => LabelTexts.With(same.First(), [.. same.SelectMany(label => label.Values)])),
        ];
}
