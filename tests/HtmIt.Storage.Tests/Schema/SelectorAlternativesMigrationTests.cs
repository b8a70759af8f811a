using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Schema;

/// <summary>Selectors of devices that an older build stored mean the same to a new one.</summary>
public sealed class SelectorAlternativesMigrationTests
{
    private const string Old = """
        [{"Metrics": ["00000000-0000-0000-0000-000000000001"], "NamePattern": "cpu*", "Labels": [{"Key": "a", "Op": 5, "Value": ""}, {"Key": "b", "Op": 1, "Value": "x"}], "Resource": "web", "Datasource": 1, "Autostack": "00000000-0000-0000-0000-000000000002", "Statuses": [1]}, {"Metrics": [], "NamePattern": "", "Labels": [], "Resource": "", "Datasource": null, "Autostack": null, "Statuses": []}]
        """;

    private const string New = """
        [{"Metrics": ["00000000-0000-0000-0000-000000000001"], "NamePatterns": ["cpu*"], "Labels": [{"Key": "a", "Op": 5, "Values": []}, {"Key": "b", "Op": 1, "Values": ["x"]}], "Resources": ["web"], "Datasources": [1], "Autostacks": ["00000000-0000-0000-0000-000000000002"], "Statuses": [1]}, {"Metrics": [], "NamePatterns": [], "Labels": [], "Resources": [], "Datasources": [], "Autostacks": [], "Statuses": []}]
        """;

    [Test]
    [CancelAfter(60_000)]
    public async Task Migrate_SelectorsOfOlderBuild_BecomeListsAndBack(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabases.CreateEmptyAsync();
        await using var context = new HtmItDbContextDesignFactory().CreateDbContext([]);
        context.Database.SetConnectionString(database.ConnectionString);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("MetricDetails", cancellationToken);
        await Tables.ExecuteAsync(
            database.ConnectionString,
            $"""
            insert into notification_device (id, selectors, email_address, webhook_url, alertmanager_url, quiet_period_seconds, score,
                likelihood_threshold, surprise_threshold, version, create_time, update_time)
            select id, selectors::jsonb, '', '', '', 300, 1, 0.9, 3, 1, now(), now()
            from (values ('old', '{Old}'), ('none', '[]')) of (id, selectors)
            """
        );

        await migrator.MigrateAsync("SelectorAlternatives", cancellationToken);
        Assert.That(await HoldsAsync(database.ConnectionString, New, cancellationToken), Is.True);

        await migrator.MigrateAsync("MetricDetails", cancellationToken);
        Assert.That(await HoldsAsync(database.ConnectionString, Old, cancellationToken), Is.True);
    }

    private static async Task<bool> HoldsAsync(string connectionString, string selectors, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select bool_and(selectors = case id when 'old' then $1::jsonb else '[]' end) from notification_device"
        );
        command.Parameters.AddWithValue(selectors);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
