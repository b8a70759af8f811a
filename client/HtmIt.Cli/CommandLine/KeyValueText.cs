using System.Text;

namespace HtmIt.Cli.CommandLine;

/// <summary>How people write a key and a value of which the key may be anything: <c>KEY=VALUE</c>. In the key <c>\=</c> is an equals sign and
/// <c>\\</c> a backslash.</summary>
internal static class KeyValueText
{
    /// <summary>What help says about it.</summary>
    public const string Escapes = @"an equals sign in KEY is written \=";

    /// <summary>Null for text without an equals sign, or without a key.</summary>
    public static (string Key, string Value)? TryParse(string text)
    {
        var key = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                return key.Length == 0 ? null : (key.ToString(), text[(i + 1)..]);
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '=' or '\\')
            {
                i++;
            }

            key.Append(text[i]);
        }

        return null;
    }
}
