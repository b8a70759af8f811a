using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What identifies a custom metric.</summary>
internal sealed class MetricKeyView(MetricKey key)
{
    public string MetricName => key.MetricName;

    public IReadOnlyDictionary<string, string> Labels => key.Labels;
}
