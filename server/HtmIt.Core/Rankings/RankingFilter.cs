using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Rankings;

/// <summary>Selects ranked metrics; null and empty mean no condition. Ranks are those among all metrics.</summary>
public sealed record RankingFilter(Datasource? Datasource = null, string Server = "", bool OnlyMonitored = false)
{
    public bool Accepts(MetricValue metric) =>
        (Datasource is null || metric.Datasource == Datasource)
        && (Server.Length == 0 || metric.Server == Server)
        && (!OnlyMonitored || metric.Status != MetricStatus.Unmonitored);
}
