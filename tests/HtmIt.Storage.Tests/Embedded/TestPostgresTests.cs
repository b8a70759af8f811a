using HtmIt.Testing.Postgres;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Embedded;

/// <summary>The database of the tests themselves: others rely on it.</summary>
public sealed class TestPostgresTests
{
    [Test, CancelAfter(60_000)]
    public async Task CreateDatabaseAsync_MigratedTemplate_IsClonedAndIndependent(CancellationToken cancellationToken)
    {
        await using var postgres = await TestPostgres.StartAsync(
            template => ExecuteAsync(template, "create table t as select 1 as n"),
            cancellationToken
        );
        await using var first = await postgres.CreateDatabaseAsync(cancellationToken);
        await using var second = await postgres.CreateDatabaseAsync(cancellationToken);
        await using var empty = await postgres.CreateDatabaseAsync(cancellationToken, empty: true);

        await ExecuteAsync(first.ConnectionString, "insert into t values (2)");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await CountAsync(first, "t"), Is.EqualTo(2));
            Assert.That(await CountAsync(second, "t"), Is.EqualTo(1));
            Assert.That(await CountAsync(empty, "pg_class where relname = 't'"), Is.Zero);
        }
    }

    private static async Task<long> CountAsync(TestDatabase database, string source)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from {source}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
