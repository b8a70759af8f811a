using HtmIt.Common;

namespace HtmIt.Core.Names;

/// <summary>What a custom metric is: its name and its labels. Case counts; nothing is normalised or cut.</summary>
public sealed class MetricKey : IEquatable<MetricKey>
{
    public MetricKey(string name, MetricLabels labels)
    {
        Name = name;
        Labels = labels;
        Text = MetricText.Write(name, labels);
    }

    public MetricKey(string name)
        : this(name, MetricLabels.None) { }

    public string Name { get; }

    public MetricLabels Labels { get; }

    /// <summary>For people; different keys have different texts.</summary>
    public string Text { get; }

    public bool Equals(MetricKey? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as MetricKey);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
