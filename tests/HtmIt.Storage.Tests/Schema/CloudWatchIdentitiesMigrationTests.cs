using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>CloudWatch metrics that an older build made are found by what a new one calls them.</summary>
public sealed class CloudWatchIdentitiesMigrationTests
{
    private static readonly CloudWatchMetricSpec[] Specs =
    [
        new("us-west-2", "AWS/RDS", "CPUUtilization", new Dictionary<string, string> { ["DBInstanceIdentifier"] = "Zoë.😀" }),
        new("eu-west-1", "AWS/SQS", "NumberOfMessagesSent", new Dictionary<string, string> { ["QueueName"] = "jobs" }) { Account = "prod" },
        new("eu-west-1", "AWS/ELB", "RequestCount", new Dictionary<string, string> { ["LoadBalancerName"] = "a|b,c=d" }),
    ];

    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_MetricsOfOlderBuild_HaveTheIdentityOfTheirSpecs(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("CollectErrors", cancellationToken);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (var (i, spec) in Specs.Index())
        {
            await using var insert = source.CreateCommand(
                """
                insert into metric (id, identity, datasource, name, description, resource, region, tag_name, status, status_message,
                    poll_interval_seconds, generation, clearing, create_time, update_time, parameters)
                values (gen_random_uuid(), sha256($1::bytea), 2, $2, '', '', '', '', 8, '', 300, 0, false, now(), now(),
                    jsonb_build_object('metricSpec', $3::jsonb))
                """
            );
            insert.Parameters.Add(new() { Value = new[] { (byte)i } });
            insert.Parameters.Add(new() { Value = $"{i}" });
            insert.Parameters.Add(new() { Value = spec.Write().ToJsonString() });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await migrator.MigrateAsync(null, cancellationToken);

        Assert.That(await IdentitiesAsync(source, cancellationToken), Is.EqualTo(Specs.Select(IdentityOf)));
    }

    private static byte[] IdentityOf(CloudWatchMetricSpec spec) =>
        MetricIdentity.Of(CloudWatchDatasource.Instance.Number, new(spec.Identity));

    private static async Task<List<byte[]>> IdentitiesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select identity from metric order by name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<byte[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetFieldValue<byte[]>(0));
        }
        return found;
    }
}
