using System.Security.Cryptography;
using System.Text;
using HtmIt.Core.Names;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Metrics;

/// <summary>What a custom metric is measured on when nobody says: the value of the first of its labels that names such a thing, else the metric
/// itself. By its whole key, because the resource decides what is silenced, merged and counted together.</summary>
public sealed class DefaultResources(IOptions<NewMetricOptions> options)
{
    private const int Longest = 255;
    private const int CutAt = 220;
    private const int HashDigits = 16;

    private readonly string[] _labels = options.Value.ResourceLabels.Split(
        ',',
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
    );

    public string Of(MetricKey key)
    {
        var resource = _labels.Select(key.Labels.Find).FirstOrDefault(value => value is not null) ?? key.Text;
        return resource.Length <= Longest ? resource : Cut(resource);
    }

    /// <summary>The hash keeps those apart that begin alike.</summary>
    private static string Cut(string text)
    {
        var length = char.IsHighSurrogate(text[CutAt - 1]) ? CutAt - 1 : CutAt;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{text[..length]}…{hash[..HashDigits]}";
    }
}
