using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls several services about one metric.</summary>
internal sealed class MetricHandle(RawStubs stubs, Calls calls, MetricTarget target) : IMetricHandle
{
    public MetricTarget Target => target;

    public async Task<Metric> GetAsync(CancellationToken cancellationToken)
    {
        var request = target is MetricByKey { Key: var key }
            ? new GetMetricRequest { Key = key.ToProto() }
            : new GetMetricRequest { Name = target.Value };
        var response = await calls.CallAsync(stubs.Metrics.GetMetricAsync, request, cancellationToken).ConfigureAwait(false);
        return MetricMapping.ToMetric(response.Metric);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var request = new DeleteMetricRequest { Name = await NameAsync(cancellationToken).ConfigureAwait(false) };
        await calls.CallAsync(stubs.Metrics.DeleteMetricAsync, request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<MetricStatistics> GetStatisticsAsync(CancellationToken cancellationToken)
    {
        var request = new GetMetricStatisticsRequest { Name = await NameAsync(cancellationToken).ConfigureAwait(false) };
        var response = await calls.CallAsync(stubs.Metrics.GetMetricStatisticsAsync, request, cancellationToken).ConfigureAwait(false);
        return new MetricStatistics(response.Min, response.Max, response.RowCount, response.ScoredRowCount);
    }

    public IAsyncEnumerable<MetricDataRow> ListDataAsync(ListMetricDataOptions options, CancellationToken cancellationToken) =>
        ListDataPagesAsync(options, cancellationToken).SelectMany(page => page.Rows);

    public IAsyncEnumerable<MetricDataPage> ListDataPagesAsync(ListMetricDataOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PagesAsync(options, cancellationToken);
    }

    public async Task<MetricDataBuckets> ListBucketsAsync(BucketQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = BucketMapping.ToRequest(await NameAsync(cancellationToken).ConfigureAwait(false), query);
        var response = await calls.CallAsync(stubs.MetricData.ListMetricDataBucketsAsync, request, cancellationToken).ConfigureAwait(false);
        return BucketMapping.ToBuckets(response);
    }

    public async Task<string> SubmitFeedbackAsync(JsonObject clientView, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clientView);
        var request = new SubmitFeedbackRequest
        {
            Metric = await NameAsync(cancellationToken).ConfigureAwait(false),
            ClientView = clientView.Count > 0 ? JsonMapping.ToStruct(clientView) : null,
            FeedbackId = id ?? "",
        };
        var response = await calls.CallAsync(stubs.Diagnostics.SubmitFeedbackAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Key;
    }

    private async IAsyncEnumerable<MetricDataPage> PagesAsync(
        ListMetricDataOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var name = await NameAsync(cancellationToken).ConfigureAwait(false);
        var pages = DataMapping.ListPagesAsync(stubs.MetricData, calls, name, options, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            yield return page;
        }
    }

    /// <summary>The name, asked for where only the key is known.</summary>
    private async ValueTask<string> NameAsync(CancellationToken cancellationToken) =>
        target is MetricByResourceName ? target.Value : (await GetAsync(cancellationToken).ConfigureAwait(false)).Name;
}
