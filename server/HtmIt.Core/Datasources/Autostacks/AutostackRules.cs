using System.Text;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Checks the definition of an autostack.</summary>
internal static class AutostackRules
{
    private const int LongestName = 255;

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
        if (filters.Count == 0)
        {
            violations.Add(at.Violation("", "must hold at least one filter"));
        }
        ResourceFilterRules.Check(filters, at, "name", violations);
    }

    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);
}
