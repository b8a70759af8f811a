using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HtmIt.Storage.Schema;

/// <summary>How contexts speak to the database.</summary>
internal static class ContextOptions
{
    /// <summary>For a context of one's own.</summary>
    public static DbContextOptions<HtmItDbContext> Of(string connectionString) =>
        new DbContextOptionsBuilder<HtmItDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;

    /// <summary>For the contexts of the stores. The database is the data source among the services: were it one of the options, EF Core would
    /// make a model, and compile each query, for every one that a process ever uses.</summary>
    public static void Configure(DbContextOptionsBuilder options) =>
        options
            .UseNpgsql()
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
