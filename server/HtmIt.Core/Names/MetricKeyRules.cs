using System.Text;
using System.Text.RegularExpressions;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Names;

/// <summary>The rules for keys of custom metrics.</summary>
public static partial class MetricKeyRules
{
    public const int MostLabels = 32;
    public const int LongestKey = 128;
    public const int LongestValue = 256;
    public const int MostBytes = 4_096;

    private const string KeyRule =
        "must be 1 to 128 letters, digits and _ . : / - of ASCII, begin with a letter or one _, and not be 'name'";

    private static readonly string CountRule = $"must be at most {MostLabels} labels";
    private static readonly string ValueRule = $"must be at most {LongestValue} characters without control characters";
    private static readonly string BytesRule = $"must be at most {MostBytes} bytes of UTF-8 together with the metric's name";

    /// <summary>The first thing that is wrong with a key; null when it is a good one.</summary>
    /// <param name="at">Where the caller has it.</param>
    public static FieldViolation? Check(MetricKey key, FieldPath at)
    {
        if (!MetricNames.IsValid(key.Name))
        {
            return at["metric_name"].Violation(key.Name, MetricNames.Rule);
        }
        if (key.Labels.Count == 0)
        {
            return null;
        }
        var labels = at["labels"];
        if (key.Labels.Count > MostLabels)
        {
            return labels.Violation(key.Labels.Count, CountRule);
        }
        foreach (var (name, value) in key.Labels)
        {
            if (!IsKey(name))
            {
                return labels.Violation(name, $"each key {KeyRule}");
            }
            if (!IsValue(value))
            {
                return labels.Entry(name).Violation(value, ValueRule);
            }
        }
        var bytes = BytesOf(key);
        return bytes > MostBytes ? labels.Violation(bytes, BytesRule) : null;
    }

    private static bool IsKey(string key) => KeyPattern().IsMatch(key) && key != "name" && !key.StartsWith("__", StringComparison.Ordinal);

    private static bool IsValue(string value)
    {
        if (value.Length > LongestValue)
        {
            return false;
        }
        foreach (var rune in value.EnumerateRunes())
        {
            // The replacement character is what decoding makes of bytes that are no text.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }
        return true;
    }

    private static int BytesOf(MetricKey key) =>
        Encoding.UTF8.GetByteCount(key.Name)
        + key.Labels.Sum(label => Encoding.UTF8.GetByteCount(label.Key) + Encoding.UTF8.GetByteCount(label.Value));

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.:/-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
