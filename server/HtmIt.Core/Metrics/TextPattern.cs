using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HtmIt.Core.Metrics;

/// <summary>A pattern for whole texts: <c>*</c> is any run of characters, <c>?</c> exactly one, a backslash takes the meaning from
/// <c>\</c>, <c>*</c> and <c>?</c>. Case counts.</summary>
public sealed class TextPattern
{
    public const string Rule = @"must have a \, * or ? after every backslash";

    private readonly Token[] _tokens;

    private TextPattern(string text, Token[] tokens) => (Text, _tokens) = (text, tokens);

    private enum Kind : byte
    {
        Exactly,
        One,
        Run,
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Whether it matches every text; the empty text is matched by no other pattern but the empty one.</summary>
    public bool IsAnything => _tokens.Length > 0 && Array.TrueForAll(_tokens, token => token.Kind == Kind.Run);

    /// <exception cref="FormatException">A backslash is the last character, or before one that has no other meaning.</exception>
    public static TextPattern Parse(string pattern) =>
        TryParse(pattern, out var parsed) ? parsed : throw new FormatException($"'{pattern}' {Rule}.");

    public static bool TryParse(string pattern, [NotNullWhen(true)] out TextPattern? parsed)
    {
        parsed = null;
        var tokens = new List<Token>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    tokens.Add(new(Kind.Run, default));
                    break;
                case '?':
                    tokens.Add(new(Kind.One, default));
                    break;
                case '\\':
                    if (++i == pattern.Length || pattern[i] is not ('\\' or '*' or '?'))
                    {
                        return false;
                    }
                    tokens.Add(new(Kind.Exactly, pattern[i]));
                    break;
                default:
                    tokens.Add(new(Kind.Exactly, pattern[i]));
                    break;
            }
        }
        parsed = new(pattern, [.. tokens]);
        return true;
    }

    /// <summary>Greedy, going back to the last run only: never worse than pattern times value.</summary>
    public bool Matches(ReadOnlySpan<char> value)
    {
        var (token, at) = (0, 0);
        var (afterRun, runEnd) = (-1, 0);
        while (at < value.Length)
        {
            if (token < _tokens.Length && _tokens[token].Kind == Kind.Run)
            {
                afterRun = ++token;
                if (token == _tokens.Length)
                {
                    return true;
                }
                runEnd = at;
            }
            else if (token < _tokens.Length && _tokens[token].Kind == Kind.One)
            {
                (token, at) = (token + 1, at + (char.IsHighSurrogate(value[at]) ? 2 : 1));
                continue;
            }
            else if (token < _tokens.Length && _tokens[token].Char == value[at])
            {
                (token, at) = (token + 1, at + 1);
                continue;
            }
            else if (afterRun >= 0)
            {
                (token, runEnd) = (afterRun, runEnd + 1);
            }
            else
            {
                return false;
            }
            // The run goes on to where what follows it may begin.
            if (_tokens[token].Kind == Kind.Exactly)
            {
                var skipped = value[runEnd..].IndexOf(_tokens[token].Char);
                if (skipped < 0)
                {
                    return false;
                }
                runEnd += skipped;
            }
            at = runEnd;
        }
        while (token < _tokens.Length && _tokens[token].Kind == Kind.Run)
        {
            token++;
        }
        return token == _tokens.Length;
    }

    /// <summary>The same pattern for SQL's <c>like</c>, whose escape is the backslash.</summary>
    public string ToLike()
    {
        var like = new StringBuilder(_tokens.Length);
        foreach (var token in _tokens)
        {
            _ = token switch
            {
                { Kind: Kind.Run } => like.Append('%'),
                { Kind: Kind.One } => like.Append('_'),
                { Char: '%' or '_' or '\\' } => like.Append('\\').Append(token.Char),
                _ => like.Append(token.Char),
            };
        }
        return like.ToString();
    }

    public override string ToString() => Text;

    private readonly record struct Token(Kind Kind, char Char);
}
