using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class AutostackMemberChangeRowConfiguration : IEntityTypeConfiguration<AutostackMemberChangeRow>
{
    public void Configure(EntityTypeBuilder<AutostackMemberChangeRow> builder)
    {
        builder.ToTable("autostack_member_change");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).UseIdentityAlwaysColumn();
        // As long as the value of a dimension may be.
        builder.Property(row => row.InstanceId).HasMaxLength(1_024);
        builder.Property(row => row.InstanceName).HasMaxLength(256);
        builder.HasIndex(row => new { row.AutostackId, row.Number });
        builder.HasOne<AutostackRow>().WithMany().HasForeignKey(row => row.AutostackId).OnDelete(DeleteBehavior.Cascade);
    }
}
