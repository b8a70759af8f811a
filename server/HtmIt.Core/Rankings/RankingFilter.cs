using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>Selects ranked metrics. Ranks are those among all metrics.</summary>
/// <param name="Selector">Which metrics.</param>
/// <param name="OnlyMonitored">Only metrics that have a model.</param>
/// <param name="Text">The selector as it was given: equal texts are equal selectors.</param>
public sealed record RankingFilter(MetricSelector Selector, bool OnlyMonitored, string Text)
{
    public static readonly RankingFilter All = new(MetricSelector.All, OnlyMonitored: false, "");

    public bool Equals(RankingFilter? other) => other is not null && (OnlyMonitored, Text) == (other.OnlyMonitored, other.Text);

    public override int GetHashCode() => HashCode.Combine(OnlyMonitored, Text);
}
