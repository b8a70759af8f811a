using System.Buffers.Text;
using System.Text;
using HtmIt.Core.Data;
using HtmIt.Core.Metrics;

namespace HtmIt.Server.Listeners;

/// <summary>A line of Graphite's text protocol: name, value and Unix time, parted by white space.</summary>
internal static class GraphiteLine
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryParse(ReadOnlySpan<byte> line, out string name, out Sample sample)
    {
        (name, sample) = ("", default);
        if (
            !TryTake(ref line, out var nameBytes)
            || !TryTake(ref line, out var value)
            || !TryTake(ref line, out var time)
            || TryTake(ref line, out _)
        )
        {
            return false;
        }
        if (!TryNumber(value, out var number) || !TryNumber(time, out var seconds) || Math.Abs(seconds) > 1e15)
        {
            return false;
        }
        try
        {
            name = Strict.GetString(nameBytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        sample = new((long)Math.Truncate(seconds), number);
        return MetricNames.IsValid(name);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && double.IsFinite(number);

    private static bool TryTake(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> token)
    {
        line = line.TrimStart(" \t\r\v\f"u8);
        var end = line.IndexOfAny(" \t\r\v\f"u8);
        token = end < 0 ? line : line[..end];
        line = line[token.Length..];
        return token.Length > 0;
    }
}
