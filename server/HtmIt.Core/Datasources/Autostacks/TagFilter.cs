using System.Text;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>One value of a filter: <c>*</c> is any run of characters, <c>?</c> exactly one, a backslash takes the meaning from
/// <c>\</c>, <c>*</c> and <c>?</c>. It is compared with the whole value, case-sensitively. AWS evaluates the filters itself; this is for
/// checking them beforehand and for simulators.</summary>
public sealed class TagFilter
{
    public const string Rule = @"must have a \, * or ? after every backslash";

    private const string TagPrefix = "tag:";

    private readonly IReadOnlyList<Token> _tokens;

    private TagFilter(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private enum Kind
    {
        Exactly,
        One,
        Run,
    }

    /// <exception cref="FormatException">A backslash is the last character, or before one that has no other meaning.</exception>
    public static TagFilter Parse(string pattern) =>
        TryParse(pattern, out var filter) ? filter : throw new FormatException($"'{pattern}' {Rule}.");

    public static bool TryParse(string pattern, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TagFilter? filter)
    {
        filter = null;
        var tokens = new List<Token>();
        var runes = pattern.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            switch (runes[i].Value)
            {
                case '*':
                    tokens.Add(new(Kind.Run, default));
                    break;
                case '?':
                    tokens.Add(new(Kind.One, default));
                    break;
                case '\\':
                    if (++i == runes.Length || runes[i].Value is not ('\\' or '*' or '?'))
                    {
                        return false;
                    }
                    tokens.Add(new(Kind.Exactly, runes[i]));
                    break;
                default:
                    tokens.Add(new(Kind.Exactly, runes[i]));
                    break;
            }
        }
        filter = new(tokens);
        return true;
    }

    /// <summary>Whether the tags match filters of the form <c>tag:Key</c>: one value of each.</summary>
    public static bool Matches(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, IReadOnlyDictionary<string, string> tags) =>
        filters.All(filter =>
            filter.Key.StartsWith(TagPrefix, StringComparison.Ordinal)
            && tags.TryGetValue(filter.Key[TagPrefix.Length..], out var value)
            && filter.Value.Any(pattern => Parse(pattern).Matches(value))
        );

    /// <summary>Greedy, going back to the last run only: never worse than pattern times value.</summary>
    public bool Matches(string value)
    {
        var runes = value.EnumerateRunes().ToArray();
        var (token, at) = (0, 0);
        var (lastRun, runEnd) = (-1, 0);
        while (at < runes.Length)
        {
            if (token < _tokens.Count && _tokens[token].Kind == Kind.Run)
            {
                (lastRun, runEnd) = (token++, at);
            }
            else if (token < _tokens.Count && (_tokens[token].Kind == Kind.One || _tokens[token].Rune == runes[at]))
            {
                (token, at) = (token + 1, at + 1);
            }
            else if (lastRun >= 0)
            {
                (token, at) = (lastRun + 1, ++runEnd);
            }
            else
            {
                return false;
            }
        }
        while (token < _tokens.Count && _tokens[token].Kind == Kind.Run)
        {
            token++;
        }
        return token == _tokens.Count;
    }

    private readonly record struct Token(Kind Kind, Rune Rune);
}
