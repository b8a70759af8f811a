using System.Text;

namespace HtmIt.Core.Errors;

/// <summary>Where something stands in what a caller sent, in the words of the form it was sent in. Rules name fields as the protos do; the
/// path says them as the caller does.</summary>
public sealed class FieldPath
{
    private readonly string _text;
    private readonly Func<string, string> _toWord;

    private FieldPath(string text, Func<string, string> toWord) => (_text, _toWord) = (text, toWord);

    /// <summary>A field below, by its name in the protos.</summary>
    public FieldPath this[string field] => _toWord(field) is { Length: > 0 } word ? Below(word) : this;

    /// <summary>A place in a message of the protos.</summary>
    /// <param name="text">Its path; empty for the message itself.</param>
    public static FieldPath Proto(string text) => new(text, static field => field);

    /// <summary>A place in a document of the original's layout: names in camel case, a metric's name called <c>metric</c>, and what makes
    /// its key beside all else of the spec.</summary>
    /// <param name="text">Its path; empty for the document itself.</param>
    public static FieldPath Json(string text) => new(text, ToJsonWord);

    /// <summary>An entry of a map.</summary>
    public FieldPath Entry(string key) => new($"{_text}['{key}']", _toWord);

    /// <summary>What is a list of named items in the protos and a map in documents.</summary>
    /// <param name="part">Field of the item.</param>
    public FieldPath Named(int index, string key, string part) => _toWord == ToJsonWord ? Entry(key) : At(index)[part];

    /// <summary>An item of a list.</summary>
    public FieldPath At(int index) => new($"{_text}[{index}]", _toWord);

    public FieldViolation Violation(object? value, string rule) => FieldViolation.Of(_text, value, rule);

    /// <summary>The refusal of the field.</summary>
    public DomainException Invalid(object? value, string rule) => DomainErrors.InvalidField(_text, value, rule);

    public override string ToString() => _text;

    private FieldPath Below(string word) => new(_text.Length == 0 ? word : $"{_text}.{word}", _toWord);

    private static string ToJsonWord(string field) =>
        field switch
        {
            "metric_name" => "metric",
            "target" or "key" => "",
            _ => ToCamelCase(field),
        };

    private static string ToCamelCase(string snake)
    {
        var name = new StringBuilder();
        foreach (var c in snake)
        {
            var first = name.Length > 0 && name[^1] == '_';
            name.Length -= first ? 1 : 0;
            name.Append(first ? char.ToUpperInvariant(c) : c);
        }
        return name.ToString();
    }
}
