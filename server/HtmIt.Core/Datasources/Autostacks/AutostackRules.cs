using System.Text;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Checks the definition of an autostack.</summary>
internal static class AutostackRules
{
    private const int LongestName = 255;
    private const int LongestText = 256;

    // What DescribeInstances takes.
    private const int MostFilters = 50;
    private const int MostValues = 200;

    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(
        string name,
        string region,
        string account,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        IAwsRegions regions
    )
    {
        var violations = new List<FieldViolation>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !IsText(name))
        {
            violations.Add(
                FieldViolation.Of("display_name", name, $"must be 1 to {LongestName} characters, not blank, without control characters")
            );
        }
        CheckPlace(region, account, regions, violations);
        CheckFilters(filters, violations);
        Throw(violations);
    }

    public static void Check(string region, string account, IReadOnlyDictionary<string, IReadOnlyList<string>> filters, IAwsRegions regions)
    {
        var violations = new List<FieldViolation>();
        CheckPlace(region, account, regions, violations);
        CheckFilters(filters, violations);
        Throw(violations);
    }

    private static void Throw(List<FieldViolation> violations)
    {
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }

    private static void CheckPlace(string region, string account, IAwsRegions regions, List<FieldViolation> violations)
    {
        if (!regions.Contains(region))
        {
            violations.Add(FieldViolation.Of("region", region, "must be the name of an AWS region, e.g. us-west-2"));
        }
        if (account.Length > 0 && !regions.Accounts.Contains(account))
        {
            violations.Add(FieldViolation.Of("account", account, "must be the name of an account in the server's settings, or empty"));
        }
    }

    private static void CheckFilters(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, List<FieldViolation> violations)
    {
        if (filters.Count is 0 or > MostFilters)
        {
            violations.Add(FieldViolation.Of("filters", filters.Count, $"must hold 1 to {MostFilters} filters"));
        }
        if (filters.Sum(filter => filter.Value.Count) is var values and > MostValues)
        {
            violations.Add(FieldViolation.Of("filters", values, $"must hold at most {MostValues} values"));
        }
        foreach (var (filter, patterns) in filters)
        {
            if (string.IsNullOrWhiteSpace(filter) || filter.Length > LongestText || !IsText(filter))
            {
                var rule = $"must have names of 1 to {LongestText} characters, not blank, without control characters";
                violations.Add(FieldViolation.Of("filters", filter, rule));
            }
            if (patterns.Count == 0)
            {
                violations.Add(FieldViolation.Of($"filters['{filter}']", "", "must hold at least one value"));
            }
            foreach (var pattern in patterns)
            {
                CheckPattern($"filters['{filter}']", pattern, violations);
            }
        }
    }

    private static void CheckPattern(string field, string pattern, List<FieldViolation> violations)
    {
        if (pattern.Length > LongestText || !IsText(pattern))
        {
            violations.Add(FieldViolation.Of(field, pattern, $"must be at most {LongestText} characters without control characters"));
        }
        else if (!TagFilter.TryParse(pattern, out _))
        {
            violations.Add(FieldViolation.Of(field, pattern, TagFilter.Rule));
        }
    }

    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);
}
