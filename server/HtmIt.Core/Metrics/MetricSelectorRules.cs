using System.Text;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Metrics;

/// <summary>Checks selectors.</summary>
public static class MetricSelectorRules
{
    public const int MostMetrics = 1_000;
    public const int MostLabels = 16;
    public const int MostStatuses = 16;
    public const int MostDatasources = 16;

    /// <summary>Of the other conditions that list what is meant, and of a label's values.</summary>
    public const int MostAlternatives = 100;
    public const int LongestPattern = 512;
    public const int LongestText = 255;

    private static readonly string PatternRule = $"must be 1 to {LongestPattern} characters without control characters";
    private static readonly string TextRule = $"must be 1 to {LongestText} characters without control characters";

    /// <param name="selector">What was asked for.</param>
    /// <param name="at">Where the caller has it.</param>
    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(MetricSelector selector, FieldPath at)
    {
        var violations = new List<FieldViolation>();
        CheckCount(at["metrics"], selector.Metrics.Count, MostMetrics, violations);
        CheckEach(at["name_patterns"], selector.NamePatterns, CheckPattern, violations);
        CheckCount(at["labels"], selector.Labels.Count, MostLabels, violations);
        foreach (var (i, matcher) in selector.Labels.Take(MostLabels).Index())
        {
            CheckMatcher(at["labels"].At(i), matcher, violations);
        }
        CheckEach(at["resources"], selector.Resources, CheckText, violations);
        CheckCount(at["datasources"], selector.Datasources.Count, MostDatasources, violations);
        CheckCount(at["autostacks"], selector.Autostacks.Count, MostAlternatives, violations);
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

    private static void CheckEach(
        FieldPath at,
        IReadOnlyList<string> texts,
        Action<FieldPath, string, List<FieldViolation>> check,
        List<FieldViolation> violations
    )
    {
        CheckCount(at, texts.Count, MostAlternatives, violations);
        foreach (var (i, text) in texts.Take(MostAlternatives).Index())
        {
            check(at.At(i), text, violations);
        }
    }

    private static void CheckMatcher(FieldPath at, LabelMatcher matcher, List<FieldViolation> violations)
    {
        CheckText(at["key"], matcher.Key, violations);
        switch (matcher.Op)
        {
            case LabelOp.Present or LabelOp.Absent:
                if (matcher.Values.Count > 0)
                {
                    violations.Add(
                        at["values"].Violation(matcher.Values.Count, "must be empty where only the presence of the label is asked")
                    );
                }
                break;
            case LabelOp.Equal or LabelOp.NotEqual or LabelOp.Like or LabelOp.NotLike:
                CheckValues(at["values"], matcher, violations);
                break;
            default:
                violations.Add(at["op"].Violation(matcher.Op, "must be one of the values of LabelMatcher.Op"));
                break;
        }
    }

    private static void CheckValues(FieldPath at, LabelMatcher matcher, List<FieldViolation> violations)
    {
        if (matcher.Values.Count == 0)
        {
            violations.Add(at.Violation("", "must be given: a label with an empty value is the same as no label"));
        }
        CheckEach(at, matcher.Values, matcher.Op is LabelOp.Like or LabelOp.NotLike ? CheckPattern : CheckValue, violations);
    }

    private static void CheckPattern(FieldPath at, string pattern, List<FieldViolation> violations)
    {
        if (!TextPattern.TryParse(pattern, out _))
        {
            violations.Add(at.Violation(pattern, TextPattern.Rule));
        }
        else
        {
            CheckValue(at, pattern, violations);
        }
    }

    private static void CheckValue(FieldPath at, string value, List<FieldViolation> violations)
    {
        if (value.Length is 0 or > LongestPattern || !IsText(value))
        {
            violations.Add(at.Violation(value, PatternRule));
        }
    }

    private static void CheckText(FieldPath at, string text, List<FieldViolation> violations)
    {
        if (text.Length is 0 or > LongestText || !IsText(text))
        {
            violations.Add(at.Violation(text, TextRule));
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
