using HtmIt.Faults.Clusters;
using HtmIt.Faults.Laboratory;
using Npgsql;

namespace HtmIt.Faults.Injection;

/// <summary>Somebody holds a lock that every write needs.</summary>
internal sealed class LockFault(string name, string statement, int shortest, int longest) : IFault
{
    public string Name { get; } = name;

    public async Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken)
    {
        await using var connection = await site.Cluster.ConnectAsync(FaultyCluster.Service, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand(statement, connection, transaction))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await Pause.ForAsync(random.Next(shortest, longest), cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
    }
}
