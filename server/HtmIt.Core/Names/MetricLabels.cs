using System.Collections;
using System.Text.Json.Nodes;

namespace HtmIt.Core.Names;

/// <summary>Labels of a metric, ordered by their keys. A label with an empty value is none.</summary>
public sealed class MetricLabels : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<MetricLabels>
{
    public static readonly MetricLabels None = new([]);

    private readonly KeyValuePair<string, string>[] _labels;

    private MetricLabels(KeyValuePair<string, string>[] labels) => _labels = labels;

    public int Count => _labels.Length;

    public KeyValuePair<string, string> this[int index] => _labels[index];

    /// <param name="labels">In any order, each key once.</param>
    public static MetricLabels Of(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var kept = labels.Where(label => label.Value.Length > 0).ToArray();
        // Keys of custom metrics are ASCII, so this is the order of their bytes.
        Array.Sort(kept, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return kept.Length == 0 ? None : new(kept);
    }

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    public static MetricLabels FromJson(JsonObject json) =>
        json.Count == 0 ? None : Of(json.Select(one => KeyValuePair.Create(one.Key, (string)one.Value!)));

    public JsonObject ToJson() => new(_labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));

    /// <summary>The value of a label; null when there is none.</summary>
    public string? Find(string key)
    {
        foreach (var label in _labels)
        {
            if (label.Key == key)
            {
                return label.Value;
            }
        }
        return null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _labels.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _labels.GetEnumerator();

    public bool Equals(MetricLabels? other) => other is not null && _labels.AsSpan().SequenceEqual(other._labels);

    public override bool Equals(object? obj) => Equals(obj as MetricLabels);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var label in _labels)
        {
            hash.Add(label);
        }
        return hash.ToHashCode();
    }
}
