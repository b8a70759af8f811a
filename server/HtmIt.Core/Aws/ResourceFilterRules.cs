using System.Text;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>What conditions on resources must be, whoever has them: name and alternatives.</summary>
public static class ResourceFilterRules
{
    // What DescribeInstances takes.
    public const int MostFilters = 50;
    public const int MostValues = 200;

    private const int LongestText = 256;

    /// <summary>Notes what is wrong.</summary>
    /// <param name="at">Where the caller has the list of them.</param>
    /// <param name="name">What the caller calls the name of one.</param>
    public static void Check(
        IReadOnlyCollection<KeyValuePair<string, IReadOnlyList<string>>> filters,
        FieldPath at,
        string name,
        List<FieldViolation> violations
    )
    {
        if (filters.Count > MostFilters)
        {
            violations.Add(at.Violation(filters.Count, $"must hold at most {MostFilters} filters"));
        }
        if (filters.Sum(filter => filter.Value.Count) is var count and > MostValues)
        {
            violations.Add(at.Violation(count, $"must hold at most {MostValues} values"));
        }
        foreach (var (i, (filter, patterns)) in filters.Index())
        {
            var values = at.Named(i, filter, "values");
            if (string.IsNullOrWhiteSpace(filter) || filter.Length > LongestText || !IsText(filter))
            {
                var rule = $"must have names of 1 to {LongestText} characters, not blank, without control characters";
                violations.Add(at.Named(i, filter, name).Violation(filter, rule));
            }
            if (patterns.Count == 0)
            {
                violations.Add(values.Violation("", "must hold at least one value"));
            }
            foreach (var (j, pattern) in patterns.Index())
            {
                CheckPattern(values.At(j), pattern, violations);
            }
        }
    }

    private static void CheckPattern(FieldPath at, string pattern, List<FieldViolation> violations)
    {
        if (pattern.Length > LongestText || !IsText(pattern))
        {
            violations.Add(at.Violation(pattern, $"must be at most {LongestText} characters without control characters"));
        }
        else if (!TextPattern.TryParse(pattern, out _))
        {
            violations.Add(at.Violation(pattern, TextPattern.Rule));
        }
    }

    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);
}
