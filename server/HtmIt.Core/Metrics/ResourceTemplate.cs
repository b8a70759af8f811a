using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HtmIt.Core.Metrics;

/// <summary>Where in a metric's name stands what it is measured on: <c>servers.{resource}.*</c> finds <c>web-1</c> in
/// <c>servers.web-1.cpu.user</c>. The braces stand for what is not empty and has no dot, <c>*</c> for any run of characters, and all else for
/// itself.</summary>
public sealed class ResourceTemplate
{
    public const string Rule = "must have {resource} once, and no other braces";

    private const string Place = "{resource}";

    private readonly Regex _pattern;

    private ResourceTemplate(Regex pattern) => _pattern = pattern;

    public static ResourceTemplate Parse(string template) =>
        TryParse(template, out var parsed) ? parsed : throw new FormatException($"'{template}' {Rule}.");

    public static bool TryParse(string template, [NotNullWhen(true)] out ResourceTemplate? parsed)
    {
        parsed = null;
        var sides = template.Split(Place);
        if (sides.Length != 2 || sides.Any(side => side.AsSpan().ContainsAny('{', '}')))
        {
            return false;
        }
        // Without backtracking, because names come from strangers.
        var pattern = $@"\A{Side(sides[0])}(?<resource>[^.]+){Side(sides[1])}\z";
        parsed = new(new(pattern, RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant));
        return true;
    }

    /// <summary>What stands there; null in a name that is built otherwise.</summary>
    public string? Find(string name) => _pattern.Match(name) is { Success: true } match ? match.Groups["resource"].Value : null;

    private static string Side(string text) => string.Join(".*", text.Split('*').Select(Regex.Escape));
}
