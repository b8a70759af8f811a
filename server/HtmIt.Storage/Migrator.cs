using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage;

/// <summary>Brings the schema up to date.</summary>
public static class Migrator
{
    /// <summary>Applies the missing migrations; two servers that start together take turns.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        var options = StorageRegistration.Configure(new DbContextOptionsBuilder<HtmItDbContext>(), connectionString).Options;
        await using var context = new HtmItDbContext(options);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
