using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtmIt.Storage.Schema;

/// <summary>How contexts speak to the database.</summary>
internal static class ContextOptions
{
    /// <summary>For a context of one's own.</summary>
    public static DbContextOptions<HtmItDbContext> Of(string connectionString) =>
        new DbContextOptionsBuilder<HtmItDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;

    /// <summary>For the contexts of the stores.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options
            .UseNpgsql(database)
            .UseSnakeCaseNamingConvention()
            // A fault is tried again or thrown, and who gives up logs it: it is no error of its own.
            .ConfigureWarnings(log =>
                log.Log(
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.ConnectionError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug)
                )
            );
}
