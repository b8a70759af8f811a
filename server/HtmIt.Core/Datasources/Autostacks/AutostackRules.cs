using System.Text;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Checks the definition of an autostack.</summary>
public static class AutostackRules
{
    /// <summary>What the name of a kind must be.</summary>
    public const string KindRule =
        "must be a kind of resource that can be grouped, as CloudFormation names it, such as AWS::RDS::DBInstance or AWS::SQS::Queue";

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
        CheckFilters(definition.Kind, definition.Filters, at.Place["filters"], violations);
        Throw(violations);
    }

    /// <param name="at">Region, account and filters stand below in what the caller sent.</param>
    /// <exception cref="DomainException">InvalidField, RegionUnknown, AccountUnknown, naming every field that breaks its rule.</exception>
    public static void Check(
        AwsScope scope,
        AwsResourceType kind,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        FieldPath at,
        IAwsRegions regions
    )
    {
        var violations = new List<FieldViolation>();
        violations.AddRange(regions.Check(scope, at));
        CheckFilters(kind, filters, at["filters"], violations);
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
        AwsResourceType kind,
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
        if (kind.HasFilters)
        {
            return;
        }
        foreach (var (i, (name, _)) in filters.Index().Where(one => !TagFilter.IsOfTag(one.Item.Key)))
        {
            violations.Add(at.Named(i, name, "name").Violation(name, $"must be tag:KEY: {kind} is chosen by tags alone"));
        }
    }

    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);
}
