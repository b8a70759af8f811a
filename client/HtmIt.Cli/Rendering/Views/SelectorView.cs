using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Which metrics are meant; labels as the option <c>--label</c> takes them.</summary>
internal sealed class SelectorView(MetricSelector selector)
{
    public IEnumerable<string> Metrics => selector.Metrics;

    public string NamePattern => selector.NamePattern;

    public IEnumerable<string> Labels => selector.Labels.Select(label => label.ToString());

    public string Resource => selector.Resource;

    public string? Datasource => selector.Datasource == Client.Datasource.Unspecified ? null : Spell.Of(selector.Datasource);

    public string Autostack => selector.Autostack;

    public IEnumerable<MetricStatus> Statuses => selector.Statuses;
}
