using HtmIt.Storage.Schema;
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

    [Test]
    [CancelAfter(60_000)]
    public async Task MigrateAsync_DatabaseOfOlderBuild_IsRefusedAndLeftAsItIs(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await Tables.ExecuteAsync(
            database.ConnectionString,
            """
            create table "__EFMigrationsHistory" (migration_id varchar(150) primary key, product_version varchar(32) not null);
            insert into "__EFMigrationsHistory" values ('20260101000000_First', '10.0.15'), ('20260102000000_Second', '10.0.15');
            """
        );

        Assert.That(
            () => Migrator.MigrateAsync(database.ConnectionString, cancellationToken),
            Throws.TypeOf<OutdatedDatabaseException>().With.Message.Contains("20260102000000_Second")
        );
        var tables = await Tables.CountAsync(
            database.ConnectionString,
            "select count(*) from information_schema.tables where table_schema = 'public'"
        );
        Assert.That(tables, Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task MigrateAsync_Again_ChangesNothing(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await Migrator.MigrateAsync(database.ConnectionString, cancellationToken);
        var history = await Tables.CountAsync(database.ConnectionString, "select count(*) from \"__EFMigrationsHistory\"");

        await Migrator.MigrateAsync(database.ConnectionString, cancellationToken);

        Assert.That(
            await Tables.CountAsync(database.ConnectionString, "select count(*) from \"__EFMigrationsHistory\""),
            Is.EqualTo(history)
        );
    }
}
