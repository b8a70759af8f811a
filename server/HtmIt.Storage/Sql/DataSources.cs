using Npgsql;

namespace HtmIt.Storage.Sql;

/// <summary>The pools of connections.</summary>
internal static class DataSources
{
    /// <summary>Key of the service that is the writer's pool.</summary>
    public const string Writer = "writer";

    private const int MaxPoolSize = 20;
    private const int LongestConnectSeconds = 3;

    /// <summary>An attempt, one that was given up and still hangs, and the question what became of a commit.</summary>
    private const int WriterPoolSize = 3;

    /// <summary>For all that the stores do.</summary>
    public static NpgsqlDataSource Create(string connectionString) => Builder(connectionString, MaxPoolSize).Build();

    /// <summary>For commits of samples, which must not wait until thousands of models that are loaded give connections back.</summary>
    public static NpgsqlDataSource CreateForWriter(string connectionString) => Builder(connectionString, WriterPoolSize).Build();

    /// <summary>For sessions that end when they are let go.</summary>
    public static NpgsqlDataSource CreateUnpooled(string connectionString)
    {
        var builder = Builder(connectionString, MaxPoolSize);
        builder.ConnectionStringBuilder.Pooling = false;
        return builder.Build();
    }

    /// <summary>For probes, which must not wait until a call gives a connection back.</summary>
    public static NpgsqlDataSource CreateForProbes(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = 2;
        settings.ApplicationName = "htmit-health";
        settings.Timeout = 1;
        settings.CommandTimeout = 0;
        return builder.Build();
    }

    private static NpgsqlDataSourceBuilder Builder(string connectionString, int maxPoolSize)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, maxPoolSize);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        // With automatic preparation, lock time-outs within batches were followed by answers that Npgsql 10 could not place, on that connection
        // and for later callers; without it there were none.
        settings.MaxAutoPrepare = 0;
        settings.ApplicationName ??= "htmit";
        // How long a connection may take to be made, to be free, or to be cancelled.
        settings.Timeout = settings.Timeout == 0 ? LongestConnectSeconds : Math.Min(settings.Timeout, LongestConnectSeconds);
        // Attempts have their limits from us; Npgsql's own would cancel on a thread of the pool, see Attempt.
        settings.CommandTimeout = 0;
        return builder;
    }
}
