using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HtmIt.Storage.Schema;

/// <summary>Lets the migration tool make a context without a server or a database.</summary>
internal sealed class HtmItDbContextDesignFactory : IDesignTimeDbContextFactory<HtmItDbContext>
{
    public HtmItDbContext CreateDbContext(string[] args) => new(ContextOptions.Of("Host=localhost;Database=design"));
}
