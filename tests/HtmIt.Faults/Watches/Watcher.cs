using Grpc.Core;
using HtmIt.Faults.Histories;
using HtmIt.V1;

namespace HtmIt.Faults.Watches;

/// <summary>A watch that keeps every row it was given.</summary>
internal sealed class Watcher(WatchKind kind, ChannelBase channel, History history)
{
    private const int RestMilliseconds = 1_500;
    private const int RetryMilliseconds = 100;

    private readonly MetricDataService.MetricDataServiceClient _data = new(channel);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _position;
    private bool _fromStored = kind.FromStored;
    private int _stream;

    /// <summary>Completes when it has its first position: it misses nothing that is stored from then on.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _stream++;
            try
            {
                await FollowAsync(cancellationToken);
            }
            catch (RpcException fault) when (IsRefusedPosition(fault.StatusCode) && _position is not null)
            {
                history.PositionRefused(new(kind.Name, _stream, _position, fault.Status.Detail));
                (_position, _fromStored) = (null, true);
            }
            catch (Exception fault) when (fault is RpcException or OperationCanceledException)
            {
                // The server is away, or said that it cannot go on; or the laboratory closes.
            }
            await Pause.UntilAsync(RetryMilliseconds, cancellationToken);
        }
    }

    private static bool IsRefusedPosition(StatusCode code) =>
        code is StatusCode.InvalidArgument or StatusCode.OutOfRange or StatusCode.FailedPrecondition;

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var call = _data.WatchMetricData(Request(), cancellationToken: cancellationToken);
        var messages = 0;
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            foreach (var metric in response.Batch?.MetricRows ?? [])
            {
                foreach (var row in metric.Rows)
                {
                    var score = row.HasSurprise ? row.Surprise : (double?)null;
                    history.Told(
                        new(kind.Name, _stream, response.Position, metric.Metric, row.RowId, row.SampleTime.Seconds, row.Value, score)
                    );
                }
            }
            _position = response.Position;
            _ready.TrySetResult();
            messages++;
            if (kind.MessagesPerRest > 0 && messages % kind.MessagesPerRest == 0)
            {
                await Pause.ForAsync(RestMilliseconds, cancellationToken);
            }
            if (messages == kind.MessagesPerStream)
            {
                return;
            }
        }
    }

    private WatchMetricDataRequest Request()
    {
        var request = new WatchMetricDataRequest { Metrics = { kind.Metrics } };
        if (_position is not null)
        {
            request.AfterPosition = _position;
        }
        else if (_fromStored)
        {
            request.StartTime = new() { Seconds = 0 };
        }
        return request;
    }
}
