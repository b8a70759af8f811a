using HtmIt.Faults.Clusters;
using HtmIt.Faults.Laboratory;
using Npgsql;

namespace HtmIt.Faults.Injection;

/// <summary>An administrator ends all connections of the service, several times.</summary>
internal sealed class TerminateFault : IFault
{
    private const int Times = 5;

    public string Name => "terminate";

    public async Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken)
    {
        await using var connection = await site.Cluster.ConnectAsync("postgres", cancellationToken);
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection)
        {
            Parameters = { new() { Value = FaultyCluster.Service } },
        };
        for (var i = 0; i < Times; i++)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            await Pause.ForAsync(random.Next(50, 400), cancellationToken);
        }
    }
}
