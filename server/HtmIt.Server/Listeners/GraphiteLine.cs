using HtmIt.V1;
using MetricKey = HtmIt.Core.Names.MetricKey;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Listeners;

/// <summary>A line of Graphite's text protocol: name, value and Unix time, parted by white space.</summary>
internal static class GraphiteLine
{
    /// <summary>Bytes of the longest line.</summary>
    public const int Longest = 4_096;

    /// <summary>What is wrong with the line; <see cref="GraphiteReason.Unspecified"/> when it is a sample.</summary>
    /// <param name="now">What the time -1 stands for.</param>
    public static GraphiteReason Read(ReadOnlySpan<byte> line, long now, out MetricKey? key, out Sample sample)
    {
        (key, sample) = (null, default);
        if (!TryTake(ref line, out var nameBytes) || !TryTake(ref line, out var value) || !TryTake(ref line, out var time))
        {
            return GraphiteReason.TooFewFields;
        }
        if (TryTake(ref line, out _))
        {
            return GraphiteReason.TooManyFields;
        }
        if (!GraphiteFields.TryNumber(value, out var number))
        {
            return GraphiteReason.ValueNotANumber;
        }
        return GraphiteFields.TryNumber(time, out var seconds)
            ? GraphiteFields.Read(nameBytes, number, seconds, now, out key, out sample)
            : GraphiteReason.TimeNotANumber;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> token)
    {
        line = line.TrimStart(" \t\r\v\f"u8);
        var end = line.IndexOfAny(" \t\r\v\f"u8);
        token = end < 0 ? line : line[..end];
        line = line[token.Length..];
        return token.Length > 0;
    }
}
