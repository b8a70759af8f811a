using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HtmIt.Storage.Schema;

/// <summary>Brings the schema up to date.</summary>
public static class Migrator
{
    /// <summary>For a statement, and for the whole turn of another server.</summary>
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(10);

    /// <summary>Applies the missing migrations, in a database that is made where it is missing; servers that start together take turns.
    /// </summary>
    /// <exception cref="OutdatedDatabaseException">It was made by a build before these migrations; nothing was changed.</exception>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        // The lock ends with its session, which a pool would keep.
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var context = new HtmItDbContext(ContextOptions.Of(unpooled));
        context.Database.SetCommandTimeout(LongestCommand);
        await CreateDatabaseAsync(context, cancellationToken);
        // EF Core's own lock is let go after each migration: two servers would then apply the next one both.
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_advisory_lock(hashtext('htmit.migrations'))", cancellationToken);
        await RefuseOutdatedAsync(context, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Builds before 0.1 had other migrations: EF Core would apply ours over their tables and fail midway.</summary>
    private static async Task RefuseOutdatedAsync(HtmItDbContext context, CancellationToken cancellationToken)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Count > 0 && !applied.Contains(context.Database.GetMigrations().First()))
        {
            throw new OutdatedDatabaseException(
                $"the database was made by an older build (its last migration is {applied[^1]}), which this one can't bring up to date. "
                    + "It was left as it is: use an empty database or another data directory"
            );
        }
    }

    private static async Task CreateDatabaseAsync(HtmItDbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another server was faster.
        }
    }
}
