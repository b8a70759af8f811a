using HtmIt.Core.Errors;

namespace HtmIt.Core.Metrics;

/// <summary>The rule for own names of custom metrics.</summary>
public static class MetricNames
{
    public const int LongestName = 255;
    public const string Rule = "must be 1 to 255 characters without white space or control characters";

    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return false;
        }
        foreach (var c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c == '\uFFFD')
            {
                return false;
            }
        }
        return true;
    }

    public static void Check(string field, string name)
    {
        if (!IsValid(name))
        {
            throw DomainErrors.InvalidField(field, name, Rule);
        }
    }
}
