using System.Globalization;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Annotations;

/// <summary>What every annotation must be.</summary>
public static class AnnotationRules
{
    public const string ResourceRule = "must be the resource of a metric";

    private const int LongestDevice = 40;
    private const int LongestUser = 100;
    private const int LongestText = 65_535;

    /// <exception cref="DomainException">InvalidField, with every field that breaks its rule.</exception>
    public static void Check(Annotation annotation)
    {
        var violations = new List<FieldViolation>();
        CheckName("annotation.client", annotation.Client, LongestDevice);
        CheckName("annotation.user", annotation.User, LongestUser);
        if (annotation.Resource.Length == 0 || annotation.Resource.Any(char.IsControl))
        {
            Add("annotation.resource", annotation.Resource, ResourceRule);
        }
        if (annotation.EndTime < annotation.AnnotatedTime)
        {
            var end = DateTimeOffset.FromUnixTimeSeconds(annotation.EndTime.Value);
            Add("annotation.end_time", end.ToString("u", CultureInfo.InvariantCulture), "must not lie before annotated_time");
        }
        if (annotation.Message.Length == 0 && annotation.Data is null)
        {
            Add("annotation.message", "", "must be given, or data");
        }
        if (annotation.Message.Length > LongestText || annotation.Message.Contains('\0', StringComparison.Ordinal))
        {
            Add("annotation.message", annotation.Message, $"must be at most 65,535 characters without the character NUL");
        }
        if (annotation.Data?.ToJsonString() is { Length: > LongestText } data)
        {
            Add("annotation.data", data, $"must be at most 65,535 characters as JSON");
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }

        void Add(string field, string value, string rule) => violations.Add(FieldViolation.Of(field, value, rule));

        void CheckName(string field, string value, int longest)
        {
            if (value.Length is 0 || value.Length > longest || value.Any(char.IsControl))
            {
                Add(field, value, $"must be 1 to {longest} characters without control characters");
            }
        }
    }
}
