namespace HtmIt.Core.Names;

/// <summary>Identity of a metric and of its model.</summary>
public readonly record struct MetricId(Guid Value)
{
    public const string MetricRule = "must have the form metrics/{uid}, where {uid} is 32 hexadecimal digits";
    public const string ModelRule = "must have the form models/{uid}, where {uid} is 32 hexadecimal digits";

    private const string MetricPrefix = "metrics/";
    private const string ModelPrefix = "models/";

    public string ResourceName => UidName.Write(MetricPrefix, Value);

    public string ModelResourceName => UidName.Write(ModelPrefix, Value);

    public static MetricId New() => new(Guid.NewGuid());

    public static bool TryParseMetric(string name, out MetricId id) => TryParse(MetricPrefix, name, out id);

    public static bool TryParseModel(string name, out MetricId id) => TryParse(ModelPrefix, name, out id);

    public override string ToString() => Value.ToString("N");

    private static bool TryParse(string prefix, string name, out MetricId id)
    {
        var isName = UidName.TryParse(prefix, name, out var uid);
        id = new(uid);
        return isName;
    }
}
