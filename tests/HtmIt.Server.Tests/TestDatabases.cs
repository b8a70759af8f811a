using HtmIt.Storage;
using HtmIt.Testing.Postgres;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

/// <summary>The PostgreSQL of this run and its databases.</summary>
[SetUpFixture]
public sealed class TestDatabases
{
    private static TestPostgres? _postgres;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _postgres = await TestPostgres.StartAsync(
            connectionString => Migrator.MigrateAsync(connectionString, CancellationToken.None),
            CancellationToken.None
        );

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_postgres is { } postgres)
        {
            await postgres.DisposeAsync();
        }
    }

    /// <summary>A migrated database.</summary>
    public static async Task<string> CreateAsync()
    {
        var database = await _postgres!.CreateDatabaseAsync(CancellationToken.None);
        return database.ConnectionString;
    }

    /// <summary>One without any table.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => _postgres!.CreateDatabaseAsync(CancellationToken.None, empty: true);
}
