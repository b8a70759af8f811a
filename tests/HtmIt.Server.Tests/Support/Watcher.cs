using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Server.Tests.Support;

/// <summary>A watch that is read as far as a test needs.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchMetricDataResponse> _call;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public Watcher(MetricDataService.MetricDataServiceClient data, WatchMetricDataRequest request) =>
        _call = data.WatchMetricData(request, cancellationToken: _patience.Token);

    /// <summary>All that came so far.</summary>
    public List<WatchMetricDataResponse> Steps { get; } = [];

    public IEnumerable<MetricDataRow> Rows => Metrics.AllRows();

    /// <summary>Each row with the name of its metric.</summary>
    public IEnumerable<(string Metric, MetricDataRow Row)> NamedRows => Metrics.NamedRows();

    private IEnumerable<MetricRows> Metrics => Steps.SelectMany(RowsOf);

    public string Position => Steps.Last(step => step.Position.Length > 0).Position;

    /// <summary>Waits until the server has taken the call; the watch stands then.</summary>
    public Task StartedAsync() => _call.ResponseHeadersAsync;

    public async Task<WatchMetricDataResponse> NextAsync()
    {
        if (!await _call.ResponseStream.MoveNext(_patience.Token))
        {
            throw new InvalidOperationException("The watch ended.");
        }
        Steps.Add(_call.ResponseStream.Current);
        return _call.ResponseStream.Current;
    }

    public async Task ReadUntilAsync(Func<WatchMetricDataResponse, bool> last)
    {
        while (!last(await NextAsync()))
        {
            // Kept in Steps.
        }
    }

    public Task ReadUntilCaughtUpAsync() => ReadUntilAsync(step => step.EventCase == WatchMetricDataResponse.EventOneofCase.CaughtUp);

    public async Task ReadRowsAsync(int count)
    {
        var seen = Rows.Count();
        while (seen < count)
        {
            seen += RowsOf(await NextAsync()).AllRows().Count();
        }
    }

    public static IEnumerable<MetricRows> RowsOf(WatchMetricDataResponse step) => step.Batch?.MetricRows ?? [];

    public void Dispose()
    {
        _call.Dispose();
        _patience.Dispose();
    }
}
