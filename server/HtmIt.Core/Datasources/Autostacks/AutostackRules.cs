using System.Text;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Checks the definition of an autostack.</summary>
internal static class AutostackRules
{
    private const int LongestName = 255;
    private const int LongestText = 256;

    // What DescribeInstances takes.
    private const int MostFilters = 50;
    private const int MostValues = 200;

    /// <exception cref="DomainException">InvalidField, RegionUnknown, AccountUnknown, naming every field that breaks its rule.</exception>
    public static void Check(AutostackDefinition definition, AutostackFields at, IAwsRegions regions)
    {
        var name = definition.Name;
        var violations = new List<FieldViolation>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !IsText(name))
        {
            violations.Add(at.Name.Violation(name, $"must be 1 to {LongestName} characters, not blank, without control characters"));
        }
        violations.AddRange(regions.Check(new(definition.Account, definition.Region), at.Place));
        CheckFilters(definition.Filters, at.Place["filters"], violations);
        Throw(violations);
    }

    /// <param name="at">Region, account and filters stand below in what the caller sent.</param>
    /// <exception cref="DomainException">InvalidField, RegionUnknown, AccountUnknown, naming every field that breaks its rule.</exception>
    public static void Check(
        string region,
        string account,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        FieldPath at,
        IAwsRegions regions
    )
    {
        var violations = new List<FieldViolation>();
        violations.AddRange(regions.Check(new(account, region), at));
        CheckFilters(filters, at["filters"], violations);
        Throw(violations);
    }

    private static void Throw(List<FieldViolation> violations)
    {
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }

    private static void CheckFilters(
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        FieldPath at,
        List<FieldViolation> violations
    )
    {
        if (filters.Count is 0 or > MostFilters)
        {
            violations.Add(at.Violation(filters.Count, $"must hold 1 to {MostFilters} filters"));
        }
        if (filters.Sum(filter => filter.Value.Count) is var values and > MostValues)
        {
            violations.Add(at.Violation(values, $"must hold at most {MostValues} values"));
        }
        foreach (var (filter, patterns) in filters)
        {
            if (string.IsNullOrWhiteSpace(filter) || filter.Length > LongestText || !IsText(filter))
            {
                var rule = $"must have names of 1 to {LongestText} characters, not blank, without control characters";
                violations.Add(at.Violation(filter, rule));
            }
            if (patterns.Count == 0)
            {
                violations.Add(at.Entry(filter).Violation("", "must hold at least one value"));
            }
            foreach (var pattern in patterns)
            {
                CheckPattern(at.Entry(filter), pattern, violations);
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
