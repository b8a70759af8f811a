namespace HtmIt.Client;

/// <summary>A condition about one label of a metric. The negations hold for a metric without the label too.</summary>
public sealed record LabelMatcher
{
    private LabelMatcher(string key, LabelOp op, IReadOnlyList<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(values);
        (Key, Op, Values) = (key, op, values);
    }

    /// <summary>Key of the label.</summary>
    public string Key { get; }

    /// <summary>How it is compared.</summary>
    public LabelOp Op { get; }

    /// <summary>The values or patterns it is compared with; empty where there are none.</summary>
    public IReadOnlyList<string> Values { get; }

    private string Alternatives => string.Join('|', Values);

    /// <summary>The metric has the label with exactly one of the values.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="values">At least one; none empty.</param>
    public static LabelMatcher IsEqual(string key, params string[] values) => new(key, LabelOp.Equal, values);

    /// <summary>The metric has the label with a value that is none of these, or does not have it.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="values">At least one; none empty.</param>
    public static LabelMatcher IsNotEqual(string key, params string[] values) => new(key, LabelOp.NotEqual, values);

    /// <summary>The metric has the label, and one of the patterns matches the whole of its value.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="patterns">At least one, each as in <see cref="MetricSelector.NamePatterns"/>; none empty.</param>
    public static LabelMatcher IsLike(string key, params string[] patterns) => new(key, LabelOp.Like, patterns);

    /// <summary>The metric has the label with a value that none of the patterns matches, or does not have it.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="patterns">At least one, each as in <see cref="MetricSelector.NamePatterns"/>; none empty.</param>
    public static LabelMatcher IsNotLike(string key, params string[] patterns) => new(key, LabelOp.NotLike, patterns);

    /// <summary>The metric has the label, with whatever value.</summary>
    /// <param name="key">Key of the label.</param>
    public static LabelMatcher IsPresent(string key) => new(key, LabelOp.Present, []);

    /// <summary>The metric does not have the label.</summary>
    /// <param name="key">Key of the label.</param>
    public static LabelMatcher IsAbsent(string key) => new(key, LabelOp.Absent, []);

    /// <summary>For people: <c>key=value</c>, <c>key!=value</c>, <c>key~pattern</c>, <c>key!~pattern</c>, <c>key</c> or <c>!key</c>, with a
    /// <c>|</c> between several values.</summary>
    public override string ToString() =>
        Op switch
        {
            LabelOp.Equal => $"{Key}={Alternatives}",
            LabelOp.NotEqual => $"{Key}!={Alternatives}",
            LabelOp.Like => $"{Key}~{Alternatives}",
            LabelOp.NotLike => $"{Key}!~{Alternatives}",
            LabelOp.Absent => $"!{Key}",
            _ => Key,
        };

    internal static LabelMatcher Of(V1.LabelMatcher proto) => new(proto.Key, (LabelOp)proto.Op, [.. proto.Values]);

    internal V1.LabelMatcher ToProto() =>
        new()
        {
            Key = Key,
            Op = (V1.LabelMatcher.Types.Op)Op,
            Values = { Values },
        };
}
