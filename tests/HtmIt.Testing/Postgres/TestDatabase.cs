using Npgsql;

namespace HtmIt.Testing.Postgres;

/// <summary>A database that one fixture has for itself; disposing it drops it, whoever is still connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestPostgres _postgres;

    internal TestDatabase(TestPostgres postgres, string name, string connectionString)
    {
        _postgres = postgres;
        Name = name;
        ConnectionString = connectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await _postgres.DropAsync(Name);
    }
}
