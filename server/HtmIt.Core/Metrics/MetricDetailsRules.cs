using HtmIt.Core.Errors;

namespace HtmIt.Core.Metrics;

/// <summary>The rules for what people say about a metric.</summary>
public static class MetricDetailsRules
{
    private const int LongestUnit = 64;
    private const int LongestDescription = 400;
    private const int LongestResource = 100;
    private const int LargestUserInfo = 16 * 1024;

    /// <param name="at">Where the caller has them.</param>
    public static void Check(MetricDetails details, FieldPath at, ICollection<FieldViolation> violations)
    {
        CheckText(at["unit"], details.Unit, LongestUnit, violations);
        CheckText(at["description"], details.Description, LongestDescription, violations);
        CheckText(at["resource"], details.Resource, LongestResource, violations);
        if (details.UserInfo?.ToJsonString() is { Length: > LargestUserInfo } json)
        {
            violations.Add(at["user_info"].Violation(json, $"must be at most {LargestUserInfo} bytes as JSON"));
        }
    }

    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(MetricDetails details, FieldPath at)
    {
        var violations = new List<FieldViolation>();
        Check(details, at, violations);
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }

    private static void CheckText(FieldPath at, string text, int longest, ICollection<FieldViolation> violations)
    {
        if (text.Length > longest || text.Any(char.IsControl))
        {
            violations.Add(at.Violation(text, $"must be at most {longest} characters without control characters"));
        }
    }
}
