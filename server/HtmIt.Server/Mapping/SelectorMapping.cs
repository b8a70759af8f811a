using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>Selectors from the wire.</summary>
internal static class SelectorMapping
{
    /// <summary>The selector of a request; none selects all.</summary>
    /// <param name="selector">As given.</param>
    /// <param name="at">Where the caller has it.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static MetricSelector ToSelector(V1.MetricSelector? selector, FieldPath at)
    {
        if (selector is null)
        {
            return MetricSelector.All;
        }
        var read = new MetricSelector
        {
            Metrics = [.. selector.Metrics.Select((name, i) => MetricMapping.ToMetricId($"{at["metrics"].At(i)}", name))],
            NamePatterns = [.. selector.NamePatterns],
            Labels = [.. selector.Labels.Select(one => new LabelMatcher(one.Key, (LabelOp)one.Op, [.. one.Values]))],
            Resources = [.. selector.Resources],
            Datasources = [.. selector.Datasources.Select((source, i) => ToDatasource(at["datasources"].At(i), source))],
            Autostacks = [.. selector.Autostacks.Select((name, i) => AutostackMapping.ToId($"{at["autostacks"].At(i)}", name))],
            Statuses = [.. selector.Statuses.Select((status, i) => MetricMapping.ToStatus($"{at["statuses"].At(i)}", status))],
        };
        MetricSelectorRules.Check(read, at);
        return read;
    }

    public static V1.MetricSelector ToProto(MetricSelector selector) =>
        new()
        {
            Metrics = { selector.Metrics.Select(metric => metric.ResourceName) },
            NamePatterns = { selector.NamePatterns },
            Labels =
            {
                selector.Labels.Select(one => new V1.LabelMatcher
                {
                    Key = one.Key,
                    Op = (V1.LabelMatcher.Types.Op)one.Op,
                    Values = { one.Values },
                }),
            },
            Resources = { selector.Resources },
            Datasources = { selector.Datasources.Select(DatasourceMapping.ToProto) },
            Autostacks = { selector.Autostacks.Select(autostack => autostack.ResourceName) },
            Statuses = { selector.Statuses.Select(MetricMapping.ToProto) },
        };

    private static Datasource ToDatasource(FieldPath at, V1.Datasource datasource) =>
        DatasourceMapping.ToDatasource(datasource, $"{at}") ?? throw DomainErrors.InvalidField($"{at}", datasource, "must be a datasource");

    /// <summary>What page tokens of a list remember of its selector.</summary>
    public static string Identity(V1.MetricSelector? selector) => $"{selector ?? new()}";
}
