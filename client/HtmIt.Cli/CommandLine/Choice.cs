using System.CommandLine;

namespace HtmIt.Cli.CommandLine;

/// <summary>Options that take one of a few words.</summary>
internal static class Choice
{
    /// <summary>Has an option of an enumeration take these words, in capitals or not; a hyphen lies between two words of a name.</summary>
    public static Option<T> Among<T>(this Option<T> option, params string[] words)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        option.HelpName = string.Join('|', words);
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (words.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                return (T)Enum.Parse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            }

            result.AddError($"{option.Name} = '{text}': must be {string.Join(" or ", words)}.");
            return default!;
        };
        return option;
    }
}
