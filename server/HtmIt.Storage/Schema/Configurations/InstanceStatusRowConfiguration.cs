using HtmIt.Core.Instances;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class InstanceStatusRowConfiguration : IEntityTypeConfiguration<InstanceStatusRow>
{
    public void Configure(EntityTypeBuilder<InstanceStatusRow> builder)
    {
        builder.ToTable("instance_status_history");
        builder.HasKey(row => new { row.Server, row.StatusTime });
        builder.Property(row => row.Server).HasMaxLength(IInstanceStatusStore.LongestServer);
        builder.Property(row => row.Status).HasMaxLength(IInstanceStatusStore.LongestStatus);
        builder.HasIndex(row => row.StatusTime);
    }
}
