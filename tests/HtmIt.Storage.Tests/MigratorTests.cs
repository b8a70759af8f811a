using HtmIt.Storage;
using HtmIt.Testing.Postgres;
using NUnit.Framework;

namespace HtmIt.Storage.Tests;

/// <summary>Servers that start together on one database.</summary>
public sealed class MigratorTests
{
    private const int Servers = 4;

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(60_000)]
    public async Task MigrateAsync_SeveralAtOnce_TakeTurns(bool exists, CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        if (!exists)
        {
            await database.DisposeAsync();
        }

        var servers = Enumerable.Range(0, Servers);
        await Task.WhenAll(servers.Select(_ => Task.Run(() => Migrator.MigrateAsync(database.ConnectionString, cancellationToken))));

        var heads = await Tables.CountAsync(database.ConnectionString, "select count(*) from commit_head");
        Assert.That(heads, Is.EqualTo(1));
    }
}
