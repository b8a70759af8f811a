using Npgsql;

namespace HtmIt.Faults.Clusters;

/// <summary>Somebody else on the same cluster, who waits for it to come back and then writes in many small transactions: transaction ids
/// that a crash forgot are handed out again within milliseconds.</summary>
internal sealed class BusyNeighbour : IAsyncDisposable
{
    private const int Connections = 4;

    private readonly CancellationTokenSource _leaving = new();
    private readonly FaultyCluster _cluster;
    private readonly Task _working;

    public BusyNeighbour(FaultyCluster cluster)
    {
        _cluster = cluster;
        _working = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => WorkAsync(_leaving.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _working;
        _leaving.Dispose();
    }

    private async Task WorkAsync(CancellationToken leaving)
    {
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _cluster.ConnectAsync(FaultyCluster.Neighbour, leaving);
                await using var command = new NpgsqlCommand("set synchronous_commit = off", connection);
                await command.ExecuteNonQueryAsync(leaving);
                command.CommandText = "insert into visit default values";
                while (true)
                {
                    await command.ExecuteNonQueryAsync(leaving);
                }
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                await Pause.UntilAsync(5, leaving);
            }
        }
    }
}
