using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>Metrics from AWS that an older build made get the labels that a new one gives them.</summary>
public sealed class AwsLabelsMigrationTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_MetricsOfOlderBuild_GetTheirLabels(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("Keys", cancellationToken);
        await Tables.ExecuteAsync(
            database.ConnectionString,
            """
            insert into autostack (id, name, region, account, filters, create_time)
            values ('00000000-0000-0000-0000-000000000001', 'web "1"', 'eu-west-1', 'prod', '{}', now());

            insert into metric (id, identity, datasource, name, labels, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time, parameters, autostack_id)
            select gen_random_uuid(), sha256(place::text::bytea), datasource, place, labels::jsonb, '', '', 'us-west-2', '',
                case when spec is null then 0 else 8 end, '', 300, 0, false, now(), now(), spec::jsonb, autostack::uuid
            from (values
                ('a', 1, '{"host": "x"}', null, null),
                ('b', 2, '{}', '{"metricSpec": {"namespace": "AWS/EC2", "dimensions": {"InstanceId": "i-1"}}}', null),
                ('c', 2, '{}', '{"metricSpec": {"account": "prod", "namespace": "AWS/SQS", "dimensions": {"QueueName": "q"}}}', null),
                ('d', 3, '{}', '{"metricSpec": {"slaveMetric": {"namespace": "AWS/EC2"}}}', '00000000-0000-0000-0000-000000000001')
            ) of (place, datasource, labels, spec, autostack)
            """
        );

        await migrator.MigrateAsync(null, cancellationToken);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select labels::text from metric order by name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0));
        }
        Assert.That(
            found,
            Is.EqualTo(
                new[]
                {
                    """{"host": "x"}""",
                    """{"InstanceId": "i-1", "aws.region": "us-west-2", "aws.namespace": "AWS/EC2"}""",
                    """{"QueueName": "q", "aws.region": "us-west-2", "aws.account": "prod", "aws.namespace": "AWS/SQS"}""",
                    """{"aws.region": "eu-west-1", "aws.account": "prod", "aws.autostack": "web \"1\"", "aws.namespace": "AWS/EC2"}""",
                }
            )
        );
    }
}
