using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HtmIt.Storage;

/// <summary>Lets the migration tool make a context without a server or a database.</summary>
internal sealed class HtmItDbContextDesignFactory : IDesignTimeDbContextFactory<HtmItDbContext>
{
    public HtmItDbContext CreateDbContext(string[] args) =>
        new(StorageRegistration.Configure(new DbContextOptionsBuilder<HtmItDbContext>(), "Host=localhost;Database=design").Options);
}
