using System.Buffers.Text;
using System.Text;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.V1;
using MetricKey = HtmIt.Core.Names.MetricKey;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Listeners;

/// <summary>Makes a sample of a name, a value and a time, whichever way they came.</summary>
internal static class GraphiteFields
{
    /// <summary>3000-01-01. Nobody means such times; milliseconds since 1970 are beyond from 1971 on.</summary>
    private const double LatestSeconds = 32_503_680_000;

    /// <summary>Beyond, the fraction of a double is no longer that of a second, and sums may overflow.</summary>
    private const double MostSeconds = 1e15;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong; <see cref="GraphiteReason.Unspecified"/> when there is a sample.</summary>
    /// <param name="now">What the time -1 stands for, as with carbon.</param>
    public static GraphiteReason Read(
        ReadOnlySpan<byte> pathBytes,
        double value,
        double time,
        long now,
        out MetricKey? key,
        out Sample sample
    )
    {
        (key, sample) = (null, default);
        if (!double.IsFinite(value))
        {
            return GraphiteReason.ValueNotFinite;
        }
        if (!double.IsFinite(time))
        {
            return GraphiteReason.TimeNotANumber;
        }
        if (time > LatestSeconds && time / 1_000 is >= SampleRules.EarliestTime and < LatestSeconds)
        {
            return GraphiteReason.TimeInMilliseconds;
        }
        if (Math.Abs(time) > MostSeconds)
        {
            return time > 0 ? GraphiteReason.TimeTooFarInFuture : GraphiteReason.TimeTooOld;
        }
        string path;
        try
        {
            path = Strict.GetString(pathBytes);
        }
        catch (DecoderFallbackException)
        {
            return GraphiteReason.NameNotUtf8;
        }
        var seconds = (long)Math.Truncate(time);
        sample = new(seconds == -1 ? now : seconds, value);
        return GraphitePath.Read(path, out key);
    }

    /// <summary>Reads a decimal number; also the words for those that are none or infinite.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        if (Utf8Parser.TryParse(text, out number, out var used) && used == text.Length)
        {
            return true;
        }
        number = double.NaN;
        var word = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        return Ascii.EqualsIgnoreCase(word, "nan"u8) || Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8);
    }
}
