using HtmIt.Storage.Schema;

namespace HtmIt.Testing.Postgres;

/// <summary>The PostgreSQL of this run and its databases. The set-up fixture of a test project starts and stops it.</summary>
public static class TestDatabases
{
    private static TestPostgres? _postgres;

    public static async Task StartAsync() =>
        _postgres = await TestPostgres.StartAsync(
            connectionString => Migrator.MigrateAsync(connectionString, CancellationToken.None),
            CancellationToken.None
        );

    public static async Task StopAsync()
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
