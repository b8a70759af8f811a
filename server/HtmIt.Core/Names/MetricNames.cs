using System.Text;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Names;

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
        foreach (var rune in name.EnumerateRunes())
        {
            // The replacement character is what decoding makes of bytes that are no text.
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar)
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
