using System.Globalization;
using System.Text;

namespace HtmIt.Server.Listeners.Pickle;

/// <summary>A str or bytes of a pickle, as bytes: UTF-8, if it is text.</summary>
internal sealed record PickleText(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Python 2's str of protocol 0: quoted, with its escapes.</summary>
    public static PickleText OfQuoted(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] is not ((byte)'\'' or (byte)'"') || line[^1] != line[0])
        {
            throw new PickleException("a STRING is not quoted");
        }
        var bytes = new List<byte>(line.Length);
        for (line = line[1..^1]; !line.IsEmpty; line = line[1..])
        {
            if (line[0] != '\\')
            {
                bytes.Add(line[0]);
                continue;
            }
            line = line[1..];
            bytes.Add(Unescape(ref line));
        }
        return new(bytes.ToArray());
    }

    /// <summary>A str of protocol 0: Latin-1, all else as \uXXXX or \UXXXXXXXX.</summary>
    public static PickleText OfRawUnicode(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        while (!line.IsEmpty)
        {
            var digits =
                line.Length > 1 && line[0] == '\\'
                    ? line[1] switch
                    {
                        (byte)'u' => 4,
                        (byte)'U' => 8,
                        _ => 0,
                    }
                    : 0;
            if (digits == 0)
            {
                text.Append((char)line[0]);
                line = line[1..];
                continue;
            }
            var code = Hex(line[2..], digits);
            if (digits == 4)
            {
                // May be half of a pair.
                text.Append((char)code);
            }
            else
            {
                text.Append(Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar);
            }
            line = line[(2 + digits)..];
        }
        return new(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static byte Unescape(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            throw new PickleException("a STRING ends in an escape");
        }
        switch ((char)rest[0])
        {
            case 'n':
                return (byte)'\n';
            case 'r':
                return (byte)'\r';
            case 't':
                return (byte)'\t';
            case '\\' or '\'' or '"':
                return rest[0];
            case 'x':
                var value = (byte)Hex(rest[1..], 2);
                rest = rest[2..];
                return value;
            default:
                throw new PickleException("a STRING has an unknown escape");
        }
    }

    private static int Hex(ReadOnlySpan<byte> text, int digits) =>
        text.Length >= digits && int.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new PickleException("an escape of a text is cut off or not hexadecimal");
}
