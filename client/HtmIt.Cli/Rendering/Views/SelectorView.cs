using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Which metrics are meant; labels as the option <c>--label</c> takes them.</summary>
internal sealed class SelectorView(MetricSelector selector)
{
    public IEnumerable<string> Metrics => selector.Metrics;

    public IEnumerable<string> NamePatterns => selector.NamePatterns;

    public IEnumerable<string> Labels => selector.Labels.SelectMany(LabelTexts.Of);

    public IEnumerable<string> Resources => selector.Resources;

    public IEnumerable<Datasource> Datasources => selector.Datasources;

    public IEnumerable<string> Autostacks => selector.Autostacks;

    public IEnumerable<MetricStatus> Statuses => selector.Statuses;
}
