using System.Buffers;
using System.Text;

namespace HtmIt.Common;

/// <summary>How people read and type the key of a metric: <c>name{key="value",…}</c>, keys in order. A name that has a meaning here itself
/// stands quoted before the labels: <c>{"na;me",key="value"}</c>. Different keys have different texts.</summary>
internal static class MetricText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("{}\",=;");

    /// <param name="labels">In the order of their keys.</param>
    public static string Write(string name, IReadOnlyCollection<KeyValuePair<string, string>> labels)
    {
        var isQuoted = name.AsSpan().IndexOfAny(Special) >= 0;
        if (!isQuoted && labels.Count == 0)
        {
            return name;
        }
        var text = new StringBuilder(isQuoted ? "" : name).Append('{');
        if (isQuoted)
        {
            Quote(text, name);
        }
        foreach (var label in labels)
        {
            if (text[^1] != '{')
            {
                text.Append(',');
            }
            text.Append(label.Key).Append('=');
            Quote(text, label.Value);
        }
        return text.Append('}').ToString();
    }

    /// <summary>Reads what <see cref="Write"/> has written, with keys in any order and a comma at the end allowed. False for other text, and
    /// for a key given twice.</summary>
    public static bool TryRead(string text, out string name, out Dictionary<string, string> labels)
    {
        labels = new(StringComparer.Ordinal);
        var brace = text.IndexOf('{');
        if (brace < 0)
        {
            name = text;
            return name.Length > 0 && text.AsSpan().IndexOfAny(Special) < 0;
        }
        name = text[..brace];
        if (name.AsSpan().IndexOfAny(Special) >= 0)
        {
            return false;
        }
        var at = brace + 1;
        if (at < text.Length && text[at] == '"' && (name.Length > 0 || !TryUnquote(text, ref at, out name) || !TryEndItem(text, ref at)))
        {
            return false;
        }
        while (at < text.Length && text[at] != '}')
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                return false;
            }
            var key = text[at..equals];
            at = equals + 1;
            if (!TryUnquote(text, ref at, out var value) || !labels.TryAdd(key, value) || !TryEndItem(text, ref at))
            {
                return false;
            }
        }
        return name.Length > 0 && at == text.Length - 1;
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }

    /// <summary>Passes a comma; a closing brace stays.</summary>
    private static bool TryEndItem(string text, ref int at)
    {
        if (at < text.Length && text[at] == ',')
        {
            at++;
            return true;
        }
        return at < text.Length && text[at] == '}';
    }

    private static bool TryUnquote(string text, ref int at, out string value)
    {
        var found = new StringBuilder();
        value = "";
        if (at >= text.Length || text[at] != '"')
        {
            return false;
        }
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] != '\\')
            {
                found.Append(text[at]);
                continue;
            }
            if (++at == text.Length || text[at] is not ('"' or '\\' or 'n'))
            {
                return false;
            }
            found.Append(text[at] == 'n' ? '\n' : text[at]);
        }
        value = found.ToString();
        return at++ < text.Length;
    }
}
