namespace HtmIt.Client;

/// <summary>A condition about one label of a metric. The negations hold for a metric without the label too.</summary>
public sealed record LabelMatcher
{
    private LabelMatcher(string key, V1.LabelMatcher.Types.Op op, string value = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        (Key, Op, Value) = (key, op, value);
    }

    /// <summary>Key of the label.</summary>
    public string Key { get; }

    /// <summary>The value or pattern it is compared with; empty where there is none.</summary>
    public string Value { get; }

    private V1.LabelMatcher.Types.Op Op { get; }

    /// <summary>The metric has the label with exactly this value.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="value">The value; not empty.</param>
    public static LabelMatcher IsEqual(string key, string value) => new(key, V1.LabelMatcher.Types.Op.Equal, value);

    /// <summary>The metric has the label with another value, or does not have it.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="value">The value; not empty.</param>
    public static LabelMatcher IsNotEqual(string key, string value) => new(key, V1.LabelMatcher.Types.Op.NotEqual, value);

    /// <summary>The metric has the label, and the pattern matches the whole of its value.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="pattern">As <see cref="MetricSelector.NamePattern"/>; not empty.</param>
    public static LabelMatcher IsLike(string key, string pattern) => new(key, V1.LabelMatcher.Types.Op.Like, pattern);

    /// <summary>The metric has the label with a value that the pattern does not match, or does not have it.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="pattern">As <see cref="MetricSelector.NamePattern"/>; not empty.</param>
    public static LabelMatcher IsNotLike(string key, string pattern) => new(key, V1.LabelMatcher.Types.Op.NotLike, pattern);

    /// <summary>The metric has the label, with whatever value.</summary>
    /// <param name="key">Key of the label.</param>
    public static LabelMatcher IsPresent(string key) => new(key, V1.LabelMatcher.Types.Op.Present);

    /// <summary>The metric does not have the label.</summary>
    /// <param name="key">Key of the label.</param>
    public static LabelMatcher IsAbsent(string key) => new(key, V1.LabelMatcher.Types.Op.Absent);

    /// <summary>For people: <c>key=value</c>, <c>key!=value</c>, <c>key~pattern</c>, <c>key!~pattern</c>, <c>key</c> or <c>!key</c>.</summary>
    public override string ToString() =>
        Op switch
        {
            V1.LabelMatcher.Types.Op.Equal => $"{Key}={Value}",
            V1.LabelMatcher.Types.Op.NotEqual => $"{Key}!={Value}",
            V1.LabelMatcher.Types.Op.Like => $"{Key}~{Value}",
            V1.LabelMatcher.Types.Op.NotLike => $"{Key}!~{Value}",
            V1.LabelMatcher.Types.Op.Absent => $"!{Key}",
            _ => Key,
        };

    internal static LabelMatcher Of(V1.LabelMatcher proto) => new(proto.Key, proto.Op, proto.Value);

    internal V1.LabelMatcher ToProto() =>
        new()
        {
            Key = Key,
            Op = Op,
            Value = Value,
        };
}
