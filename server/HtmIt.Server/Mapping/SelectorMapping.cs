using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

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
            NamePattern = selector.NamePattern,
            Labels = [.. selector.Labels.Select(one => new LabelMatcher(one.Key, (LabelOp)one.Op, one.Value))],
            Resource = selector.Resource,
            Datasource = DatasourceMapping.ToDatasource(selector.Datasource, $"{at["datasource"]}"),
            Autostack = selector.Autostack.Length > 0 ? AutostackMapping.ToId($"{at["autostack"]}", selector.Autostack) : null,
            Statuses = [.. selector.Statuses.Select((status, i) => MetricMapping.ToStatus($"{at["statuses"].At(i)}", status))],
        };
        MetricSelectorRules.Check(read, at);
        return read;
    }

    public static V1.MetricSelector ToProto(MetricSelector selector) =>
        new()
        {
            Metrics = { selector.Metrics.Select(metric => metric.ResourceName) },
            NamePattern = selector.NamePattern,
            Labels =
            {
                selector.Labels.Select(one => new V1.LabelMatcher
                {
                    Key = one.Key,
                    Op = (V1.LabelMatcher.Types.Op)one.Op,
                    Value = one.Value,
                }),
            },
            Resource = selector.Resource,
            Datasource = selector.Datasource is { } datasource ? DatasourceMapping.ToProto(datasource) : V1.Datasource.Unspecified,
            Autostack = selector.Autostack?.ResourceName ?? "",
            Statuses = { selector.Statuses.Select(MetricMapping.ToProto) },
        };

    /// <summary>What page tokens of a list remember of its selector.</summary>
    public static string Identity(V1.MetricSelector? selector) => $"{selector ?? new()}";
}
