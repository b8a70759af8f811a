using Grpc.Net.Client;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Senders;
using HtmIt.Faults.Watches;
using HtmIt.V1;

namespace HtmIt.Faults.Laboratory;

/// <summary>Senders of all kinds, each with metrics of its own, and watches of all kinds.</summary>
internal sealed class Workload : IAsyncDisposable
{
    private const int MetricsPerSender = 3;

    // A server that answers nothing for so long has lost what was under way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _closing = new();
    private readonly GrpcChannel _channel;
    private readonly ISender[] _senders;
    private readonly Watcher[] _watchers;
    private readonly Task _watching;

    private Workload(GrpcChannel channel, FaultyServer server, IReadOnlySet<string> monitored)
    {
        WatchKind[] kinds =
        [
            new("all"),
            new("monitored") { Metrics = monitored, FromStored = true },
            new("restless") { FromStored = true, MessagesPerStream = 40 },
            new("resting") { MessagesPerRest = 100 },
        ];
        History = new(kinds);
        _channel = channel;
        var values = new ValueCounter();
        _senders =
        [
            new StreamSender(Source("single", 1), 25, channel, History),
            new StreamSender(Source("many", MetricsPerSender), 10, channel, History),
            new StreamSender(Source("monitored", MetricsPerSender), 50, channel, History),
            new FlushSender(Source("flush", MetricsPerSender), server, History),
            new ConnectionSender(Source("connection", MetricsPerSender), server, History),
        ];
        _watchers = [.. kinds.Select(kind => new Watcher(kind, channel, History))];
        _watching = Task.WhenAll(_watchers.Select(watcher => watcher.RunAsync(_closing.Token)));

        SampleSource Source(string sender, int metrics) => new(Names(sender, metrics), values, History);
    }

    public History History { get; }

    /// <summary>Monitors some of the metrics, and starts the watches before the first sample.</summary>
    public static async Task<Workload> StartAsync(FaultyServer server, CancellationToken cancellationToken)
    {
        var channel = GrpcChannel.ForAddress(server.Address);
        var models = new ModelService.ModelServiceClient(channel);
        var monitored = new HashSet<string>();
        foreach (var name in Names("monitored", MetricsPerSender))
        {
            var spec = new ModelSpec
            {
                Custom = new() { Target = new() { Key = new() { MetricName = name } } },
                ModelParams = new() { Min = 0, Max = 1_000_000 },
            };
            var response = await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken);
            monitored.Add(response.Model.Metric.Name);
        }
        var workload = new Workload(channel, server, monitored);
        try
        {
            var ready = Task.WhenAll(workload._watchers.Select(watcher => watcher.Ready));
            await ready.WaitAsync(Patience, TimeProvider.System, cancellationToken);
            return workload;
        }
        catch
        {
            await workload.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends as long as something happens, and ends when every sample has its answer.</summary>
    /// <exception cref="TimeoutException">Senders got no answer for very long.</exception>
    public async Task SendDuringAsync(Func<Task> happening, CancellationToken cancellationToken)
    {
        using var stopMaking = new CancellationTokenSource();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = Task.WhenAll(_senders.Select(sender => sender.RunAsync(stopMaking.Token, giveUp.Token)));
        try
        {
            await happening();
            await stopMaking.CancelAsync();
            await sending.WaitAsync(Patience, TimeProvider.System, cancellationToken);
        }
        finally
        {
            await giveUp.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        _closing.Dispose();
    }

    private static string[] Names(string sender, int metrics) =>
        [.. Enumerable.Range(0, metrics).Select(metric => $"lab.{sender}.metric-{metric}")];
}
