using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>The database makes the same ids of resources as the server, and the history of an older build is found by them.</summary>
public sealed class ResourcesMigrationTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_MetricsAndHistoryOfOlderBuild_HaveTheIdsOfTheirResources(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("MetricDetails", cancellationToken);
        await Tables.ExecuteAsync(
            database.ConnectionString,
            """
            insert into metric (id, identity, datasource, name, labels, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time, parameters)
            select gen_random_uuid(), sha256(place::text::bytea), datasource, place, '{}', '', resource, '', '',
                case when spec is null then 0 else 8 end, '', 300, 0, false, now(), now(), spec::jsonb
            from (values
                ('a', 1, 'räck 4/left 😀', null),
                ('b', 2, 'us-west-2/AWS/SQS/jobs', '{"metricSpec": {"account": "prod"}}'),
                ('c', 2, 'us-west-2/AWS/EC2/i-1', '{"metricSpec": {}}'),
                ('d', 2, 'us-west-2/AWS/EC2/i-1', '{"metricSpec": {"account": "prod"}}')
            ) of (place, datasource, resource, spec);

            insert into provider_state_history (resource, change_time, provider_state) values
                ('us-west-2/AWS/SQS/jobs', now(), 'of prod'), ('us-west-2/AWS/EC2/i-1', now(), 'of the default'), ('gone', now(), 'of nobody');
            """
        );

        await migrator.MigrateAsync(null, cancellationToken);

        var (jobs, instance) = (ResourceId.Of("prod", "us-west-2/AWS/SQS/jobs"), ResourceId.Of("", "us-west-2/AWS/EC2/i-1"));
        Assert.That(
            await ReadAsync("select resource_id, name from metric order by name"),
            Is.EqualTo(
                new[]
                {
                    (ResourceId.Of("", "räck 4/left 😀"), "a"),
                    (jobs, "b"),
                    (instance, "c"),
                    (ResourceId.Of("prod", "us-west-2/AWS/EC2/i-1"), "d"),
                }
            )
        );
        Assert.That(
            await ReadAsync("select resource_id, provider_state from provider_state_history"),
            Is.EquivalentTo(new[] { (jobs, "of prod"), (instance, "of the default"), (ResourceId.Of("", "gone"), "of nobody") })
        );

        async Task<List<(ResourceId, string)>> ReadAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            await using var command = source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = new List<(ResourceId, string)>();
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add((new(reader.GetGuid(0)), reader.GetString(1)));
            }
            return found;
        }
    }
}
