using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.CloudWatch;

/// <summary>ListMetrics, page by page.</summary>
internal sealed class MetricListing(QueryCalls calls) : IMetricListing
{
    public async IAsyncEnumerable<ListedMetric> ListMetricsAsync(
        AwsScope scope,
        MetricListingQuery query,
        string page,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pages = calls.Pages(scope, AwsAction.ListMetrics);
        for (string? next = page; next is not null; )
        {
            var answer = await calls.SendAsync(CloudWatchClient.Service, scope, Write(query, next), cancellationToken);
            foreach (var (place, metric) in answer.List("Metrics").Index())
            {
                yield return new(metric.Text("Namespace"), metric.Text("MetricName"), DimensionsOf(metric), next, place);
            }
            next = pages.Next(answer.Text("NextToken"));
        }
    }

    private static QueryForm Write(MetricListingQuery query, string page)
    {
        var form = new QueryForm(AwsAction.ListMetrics)
            .WithIfAny("Namespace", query.Namespace)
            .WithIfAny("MetricName", query.Name)
            .WithIfAny("NextToken", page);
        foreach (var (i, (name, value)) in query.Dimensions.Index())
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"Dimensions.member.{i + 1}");
            form.With($"{member}.Name", name).WithIfAny($"{member}.Value", value);
        }
        return form;
    }

    private static Dictionary<string, string> DimensionsOf(XElement metric) =>
        metric.List("Dimensions").ToDictionary(dimension => dimension.Text("Name"), dimension => dimension.Text("Value"));
}
