using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class CommitLogRowConfiguration : IEntityTypeConfiguration<CommitLogRow>
{
    public void Configure(EntityTypeBuilder<CommitLogRow> builder)
    {
        builder.ToTable("commit_log");
        builder.HasKey(row => row.Position);
        builder.Property(row => row.Position).ValueGeneratedNever();
    }
}
