using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace HtmIt.Testing.Aws;

/// <summary>ListMetrics: filters by namespace, name and dimensions, in pages.</summary>
public sealed class FakeMetricList
{
    private readonly List<(string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions)> _metrics = [];

    /// <summary>Metrics of a page. AWS has 500.</summary>
    public int PageSize { get; set; } = 500;

    public FakeMetricList Add(string ns, string name, params (string Name, string Value)[] dimensions)
    {
        _metrics.Add((ns, name, dimensions.ToDictionary(one => one.Name, one => one.Value)));
        return this;
    }

    internal AwsReply Answer(IReadOnlyDictionary<string, StringValues> form)
    {
        var wanted = new List<(string Name, string? Value)>();
        for (var i = 1; form.TryGetValue($"Dimensions.member.{i}.Name", out var name); i++)
        {
            wanted.Add((name.ToString(), form.TryGetValue($"Dimensions.member.{i}.Value", out var value) ? value.ToString() : null));
        }
        var found = _metrics
            .Where(one => !form.TryGetValue("Namespace", out var ns) || one.Namespace == ns)
            .Where(one => !form.TryGetValue("MetricName", out var name) || one.Name == name)
            .Where(one => wanted.TrueForAll(d => one.Dimensions.TryGetValue(d.Name, out var value) && (d.Value ?? value) == value))
            .ToArray();
        var from = form.TryGetValue("NextToken", out var token)
            ? int.Parse(token.ToString().Split('-')[1], CultureInfo.InvariantCulture)
            : 0;
        var next = from + PageSize < found.Length ? $"<NextToken>metrics-{from + PageSize}</NextToken>" : "";
        var members = string.Concat(found.Skip(from).Take(PageSize).Select(one => Member(one.Namespace, one.Name, one.Dimensions)));
        return AwsReply.Ok(
            "<ListMetricsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><ListMetricsResult>"
                + $"<Metrics>{members}</Metrics>{next}</ListMetricsResult></ListMetricsResponse>"
        );
    }

    private static string Member(string ns, string name, IReadOnlyDictionary<string, string> dimensions)
    {
        var text = new StringBuilder("<member><Dimensions>");
        foreach (var (key, value) in dimensions)
        {
            text.Append(CultureInfo.InvariantCulture, $"<member><Name>{Xml(key)}</Name><Value>{Xml(value)}</Value></member>");
        }
        return text.Append("</Dimensions>")
            .Append(CultureInfo.InvariantCulture, $"<MetricName>{Xml(name)}</MetricName><Namespace>{Xml(ns)}</Namespace></member>")
            .ToString();
    }

    private static string Xml(string text) => SecurityElement.Escape(text)!;
}
