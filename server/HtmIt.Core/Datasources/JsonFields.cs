using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources;

/// <summary>Reads the fields of one object and collects what is wrong with them. What is never asked for is unknown, and refused at the
/// end.</summary>
/// <param name="path">Path of the object, with a dot at the end; empty for the outermost.</param>
public sealed class JsonFields(JsonObject json, string path, List<FieldViolation> violations)
{
    /// <summary>How documents write times, in UTC.</summary>
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private const int DeepestLevel = 32;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Path => path;

    public List<FieldViolation> Violations => violations;

    public bool Has(string name) => json[name] is not null;

    public void Refuse(string name, string rule) => violations.Add(FieldViolation.Of(path + name, Show(json[name]), rule));

    /// <summary>Lets the field stand without looking at it.</summary>
    public void Ignore(string name) => _known.Add(name);

    public void RefuseUnknown()
    {
        foreach (var (name, _) in json.Where(field => !_known.Contains(field.Key)))
        {
            Refuse(name, "is not known here");
        }
    }

    public string? Text(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }
        if (TryText(node, out var text))
        {
            return text;
        }
        Refuse(name, "must be a text");
        return null;
    }

    /// <summary>The text; empty, and refused, where there is none.</summary>
    public string RequiredText(string name)
    {
        if (!Has(name))
        {
            Ignore(name);
            Refuse(name, "must be given");
            return "";
        }
        return Text(name) ?? "";
    }

    public double? Number(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }
        if (TryNumber(node, out var number))
        {
            return number;
        }
        Refuse(name, "must be a finite number");
        return null;
    }

    /// <summary>The object's fields; null where there is none.</summary>
    public JsonFields? Fields(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case JsonObject inner:
                return new(inner, $"{path}{name}.", violations);
            default:
                Refuse(name, "must be an object");
                return null;
        }
    }

    /// <summary>The object's fields; those of an empty one, and refused, where there is none.</summary>
    public JsonFields RequiredFields(string name)
    {
        if (!Has(name))
        {
            Ignore(name);
            Refuse(name, "must be given");
        }
        return Fields(name) ?? new([], $"{path}{name}.", []);
    }

    /// <summary>An object of any content that the database can hold.</summary>
    public JsonObject? Free(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case JsonObject free when IsStorable(free, DeepestLevel):
                return free.DeepClone().AsObject();
            default:
                var rule = $"must be an object of at most {DeepestLevel} levels, with finite numbers and texts without the character NUL";
                Refuse(name, rule);
                return null;
        }
    }

    public Dictionary<string, string> Texts(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var inner = RequiredFields(name);
        foreach (var key in inner.Names)
        {
            texts[key] = inner.Text(key) ?? "";
        }
        return texts;
    }

    /// <summary>Lists of texts by name.</summary>
    public Dictionary<string, IReadOnlyList<string>> TextLists(string name)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var inner = RequiredFields(name);
        foreach (var key in inner.Names)
        {
            lists[key] = inner.TextList(key);
        }
        return lists;
    }

    /// <summary>Pairs of value and time; null where there is no such field.</summary>
    public IReadOnlyList<Sample>? Samples(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }
        if (node is not JsonArray rows)
        {
            Refuse(name, "must be a list of pairs of value and time");
            return [];
        }
        var samples = new Sample[rows.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            if (!TrySample(rows[i], out samples[i]))
            {
                var rule = $"must be a pair of a finite number and a time such as 2024-05-02 10:05:00";
                violations.Add(FieldViolation.Of($"{path}{name}[{i}]", Show(rows[i]), rule));
                break;
            }
        }
        return samples;
    }

    private IEnumerable<string> Names => json.Select(one => one.Key);

    private JsonNode? Find(string name)
    {
        _known.Add(name);
        return json[name];
    }

    private List<string> TextList(string name)
    {
        var texts = new List<string>();
        foreach (var node in Find(name) as JsonArray ?? [null])
        {
            if (node is null || !TryText(node, out var text))
            {
                Refuse(name, "must be a list of texts");
                break;
            }
            texts.Add(text);
        }
        return texts;
    }

    private static bool TrySample(JsonNode? node, out Sample sample)
    {
        sample = default;
        if (
            node is not JsonArray { Count: 2 } pair
            || pair[0] is not { } value
            || !TryNumber(value, out var number)
            || pair[1] is not { } when
            || !TryText(when, out var text)
            || !DateTime.TryParseExact(
                text,
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return false;
        }
        sample = new(new DateTimeOffset(time).ToUnixTimeSeconds(), number);
        return true;
    }

    private static bool TryNumber(JsonNode node, out double number)
    {
        number = 0;
        return node is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number
            && value.TryGetValue(out number)
            && double.IsFinite(number);
    }

    private static bool TryText(JsonNode node, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            return node is JsonValue value && value.TryGetValue(out text) && text is not null;
        }
        catch (InvalidOperationException)
        {
            return false; // Half a character.
        }
    }

    private static bool IsStorable(JsonNode? node, int levels) =>
        levels > 0
        && node switch
        {
            null => true,
            JsonObject json => json.All(field =>
                !field.Key.Contains('\0', StringComparison.Ordinal) && IsStorable(field.Value, levels - 1)
            ),
            JsonArray items => items.All(item => IsStorable(item, levels - 1)),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.Number => TryNumber(node, out _),
                JsonValueKind.String => TryText(node, out var text) && !text.Contains('\0', StringComparison.Ordinal),
                _ => true,
            },
        };

    private static string Show(JsonNode? node)
    {
        try
        {
            return node is null ? ""
                : TryText(node, out var text) ? text
                : node.ToJsonString();
        }
        catch (InvalidOperationException)
        {
            return ""; // Half a character again.
        }
    }
}
