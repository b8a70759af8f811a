using System.Text;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Metrics;

/// <summary>Checks selectors.</summary>
public static class MetricSelectorRules
{
    public const int MostMetrics = 1_000;
    public const int MostLabels = 16;
    public const int MostStatuses = 16;
    public const int LongestPattern = 512;
    public const int LongestText = 255;

    private static readonly string PatternRule = $"must be at most {LongestPattern} characters without control characters";

    /// <param name="selector">What was asked for.</param>
    /// <param name="at">Where the caller has it.</param>
    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(MetricSelector selector, FieldPath at)
    {
        var violations = new List<FieldViolation>();
        CheckCount(at["metrics"], selector.Metrics.Count, MostMetrics, violations);
        CheckPattern(at["name_pattern"], selector.NamePattern, violations);
        CheckCount(at["labels"], selector.Labels.Count, MostLabels, violations);
        foreach (var (i, matcher) in selector.Labels.Take(MostLabels).Index())
        {
            CheckMatcher(at["labels"].At(i), matcher, violations);
        }
        if (selector.Resource.Length > LongestText || !IsText(selector.Resource))
        {
            var rule = $"must be at most {LongestText} characters without control characters";
            violations.Add(at["resource"].Violation(selector.Resource, rule));
        }
        CheckCount(at["statuses"], selector.Statuses.Count, MostStatuses, violations);
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }

    private static void CheckCount(FieldPath at, int count, int most, List<FieldViolation> violations)
    {
        if (count > most)
        {
            violations.Add(at.Violation(count, $"must be at most {most}"));
        }
    }

    private static void CheckMatcher(FieldPath at, LabelMatcher matcher, List<FieldViolation> violations)
    {
        if (matcher.Key.Length is 0 or > LongestText || !IsText(matcher.Key))
        {
            violations.Add(at["key"].Violation(matcher.Key, $"must be 1 to {LongestText} characters without control characters"));
        }
        switch (matcher.Op)
        {
            case LabelOp.Present or LabelOp.Absent:
                if (matcher.Value.Length > 0)
                {
                    violations.Add(at["value"].Violation(matcher.Value, "must be empty where only the presence of the label is asked"));
                }
                break;
            case LabelOp.Equal or LabelOp.NotEqual or LabelOp.Like or LabelOp.NotLike:
                CheckValue(at["value"], matcher, violations);
                break;
            default:
                violations.Add(at["op"].Violation(matcher.Op, "must be one of the values of LabelMatcher.Op"));
                break;
        }
    }

    private static void CheckValue(FieldPath at, LabelMatcher matcher, List<FieldViolation> violations)
    {
        if (matcher.Value.Length == 0)
        {
            violations.Add(at.Violation("", "must be given: a label with an empty value is none"));
        }
        else if (matcher.Op is LabelOp.Like or LabelOp.NotLike)
        {
            CheckPattern(at, matcher.Value, violations);
        }
        else if (matcher.Value.Length > LongestPattern || !IsText(matcher.Value))
        {
            violations.Add(at.Violation(matcher.Value, PatternRule));
        }
    }

    private static void CheckPattern(FieldPath at, string pattern, List<FieldViolation> violations)
    {
        if (pattern.Length > LongestPattern || !IsText(pattern))
        {
            violations.Add(at.Violation(pattern, PatternRule));
        }
        else if (!TextPattern.TryParse(pattern, out _))
        {
            violations.Add(at.Violation(pattern, TextPattern.Rule));
        }
    }

    private static bool IsText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                return false;
            }
        }
        return true;
    }
}
