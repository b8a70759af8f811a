using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Rankings;

/// <summary>Selects ranked metrics; null and empty mean no condition. Ranks are those among all metrics.</summary>
public sealed record RankingFilter(Datasource? Datasource = null, string Resource = "", bool OnlyMonitored = false)
{
    public bool Accepts(MetricValue metric) =>
        (Datasource is null || metric.Datasource == Datasource)
        && (Resource.Length == 0 || metric.Resource == Resource)
        && (!OnlyMonitored || metric.Status != MetricStatus.Unmonitored);
}
