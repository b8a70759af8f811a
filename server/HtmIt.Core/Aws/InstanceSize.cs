using System.Globalization;

namespace HtmIt.Core.Aws;

/// <summary>How large an EC2 instance type is, by the size in its name. A table of prices would be out of date the day it is written.</summary>
public static class InstanceSize
{
    private const int XLarge = 100;

    private static readonly Dictionary<string, int> Words = new()
    {
        ["nano"] = 1,
        ["micro"] = 2,
        ["small"] = 3,
        ["medium"] = 4,
        ["large"] = 5,
        ["xlarge"] = XLarge,
        ["metal"] = int.MaxValue,
    };

    /// <summary>Larger for a larger type: nano, micro, small, medium, large, xlarge, 2xlarge and so on, metal. 0 for a type without a
    /// known size.</summary>
    public static int RankOf(string type)
    {
        var size = type[(type.IndexOf('.') + 1)..];
        if (size.StartsWith("metal", StringComparison.Ordinal))
        {
            return Words["metal"];
        }
        return Words.TryGetValue(size, out var rank) ? rank
            : size.EndsWith("xlarge", StringComparison.Ordinal)
            && int.TryParse(size.AsSpan(0, size.Length - "xlarge".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            && times < XLarge * XLarge
                ? XLarge * times
            : 0;
    }
}
