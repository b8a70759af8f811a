using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric of an autostack, as a model's definition has it.</summary>
internal sealed class AutostackMetricView(AutostackMetricSpec metric)
{
    public string Autostack => metric.Autostack;

    public string Namespace => metric.Namespace;

    public string MetricName => metric.MetricName;
}
