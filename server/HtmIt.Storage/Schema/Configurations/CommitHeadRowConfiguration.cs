using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class CommitHeadRowConfiguration : IEntityTypeConfiguration<CommitHeadRow>
{
    public void Configure(EntityTypeBuilder<CommitHeadRow> builder)
    {
        builder
            .ToTable("commit_head", table => table.HasCheckConstraint("ck_commit_head_single", "id = 1"))
            .HasStorageParameter("fillfactor", 10);
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.HistoryId).HasDefaultValueSql("gen_random_uuid()");
        // Without the history, which each database makes for itself.
        builder.HasData(
            new
            {
                Id = CommitHeadRow.OnlyId,
                Position = 0L,
                OldestPosition = 0L,
                KeptSince = DateTimeOffset.UnixEpoch,
            }
        );
    }
}
