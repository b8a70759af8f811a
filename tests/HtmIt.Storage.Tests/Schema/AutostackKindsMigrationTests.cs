using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>Autostacks that an older build made are of EC2 instances.</summary>
public sealed class AutostackKindsMigrationTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_AutostackOfOlderBuild_IsOfInstances(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("CloudWatchIdentities", cancellationToken);
        await Tables.ExecuteAsync(
            database.ConnectionString,
            """
            insert into autostack (id, name, region, account, filters, create_time)
            values ('00000000-0000-0000-0000-000000000001', 'web', 'eu-west-1', '', '{"tag:Name": ["web*"]}', now());
            insert into autostack_member_change (autostack_id, change_time, instance_id, instance_name, joined)
            values ('00000000-0000-0000-0000-000000000001', now(), 'i-1', '', true)
            """
        );

        await migrator.MigrateAsync(null, cancellationToken);

        var sql = "select count(*) from autostack where resource_type = 'AWS::EC2::Instance'";
        Assert.That(await Tables.CountAsync(database.ConnectionString, sql), Is.EqualTo(1));
        sql = "select count(*) from autostack_member_change where instance_id = 'i-1' and joined";
        Assert.That(await Tables.CountAsync(database.ConnectionString, sql), Is.EqualTo(1));
    }
}
