using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>Metrics from before there were labels keep their identity: the hash that the database makes of them is the server's.</summary>
public sealed class IdentityMigrationTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_MetricsOfOlderBuild_GetTheIdentityOfTheirKeys(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("Words", cancellationToken);
        await Tables.ExecuteAsync(
            database.ConnectionString,
            """
            insert into metric (id, identity, datasource, name, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time)
            select gen_random_uuid(), identity, datasource, name, '', '', '', '', 0, '', 300, 0, false, now(), now()
            from (values (null, 1, 'plain'), (null, 1, 'Zoë.😀\n{x}'), ('us-west-2/AWS/EC2/…', 2, 'AWS/EC2/X')) of (identity, datasource, name)
            """
        );

        await migrator.MigrateAsync(null, cancellationToken);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select datasource, name, identity, labels::text from metric order by name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var name = reader.GetInt16(0) == 2 ? "us-west-2/AWS/EC2/…" : reader.GetString(1);
            Assert.That(reader.GetFieldValue<byte[]>(2), Is.EqualTo(MetricIdentity.Of(reader.GetInt16(0), new(name))), name);
            Assert.That(reader.GetString(3), Is.EqualTo("{}"));
            found.Add(name);
        }
        Assert.That(found, Has.Count.EqualTo(3));
    }
}
