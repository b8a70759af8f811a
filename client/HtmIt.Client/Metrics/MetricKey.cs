using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using HtmIt.Common;

namespace HtmIt.Client;

/// <summary>What a custom metric is: its own name and its labels. The same name with other labels is another metric. A string converts to the
/// key without labels.</summary>
public sealed class MetricKey : IEquatable<MetricKey>
{
    private readonly string _text;

    /// <summary>Makes a key. The server checks its rules.</summary>
    /// <param name="metricName">The metric's own name, e.g. <c>shop.orders</c>.</param>
    /// <param name="labels">Its labels, in any order; one with an empty value is none. Default: none.</param>
    /// <exception cref="ArgumentException">The name is empty, or two labels have one key.</exception>
    public MetricKey(string metricName, IEnumerable<KeyValuePair<string, string>>? labels = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(metricName);
        MetricName = metricName;
        var ordered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in labels ?? [])
        {
            ArgumentNullException.ThrowIfNull(value, nameof(labels));
            if (value.Length > 0)
            {
                ordered.Add(key, value);
            }
        }

        Labels = ordered.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : new ReadOnlyDictionary<string, string>(ordered);
        _text = MetricText.Write(metricName, ordered);
    }

    /// <summary>The metric's own name.</summary>
    public string MetricName { get; }

    /// <summary>Its labels, in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Reads what <see cref="ToString"/> has written. The server never does: only people write keys so.</summary>
    /// <param name="text">The text, with labels in any order.</param>
    /// <param name="key">The key; null when the text is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MetricKey? key)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = MetricText.TryRead(text, out var name, out var labels) ? new MetricKey(name, labels) : null;
        return key is not null;
    }

    /// <summary>Takes a string as the name of a metric without labels.</summary>
    public static implicit operator MetricKey(string metricName) => new(metricName);

    /// <summary>Whether it is the same name with the same labels.</summary>
    public bool Equals(MetricKey? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MetricKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>For people: <c>name{key="value",…}</c>, different for different keys.</summary>
    public override string ToString() => _text;

    internal static MetricKey Of(V1.MetricKey key) => new(key.MetricName, key.Labels);

    internal V1.MetricKey ToProto()
    {
        var proto = new V1.MetricKey { MetricName = MetricName };
        foreach (var (key, value) in Labels)
        {
            proto.Labels.Add(key, value);
        }

        return proto;
    }
}
