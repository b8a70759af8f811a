using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationLaneRowConfiguration : IEntityTypeConfiguration<NotificationLaneRow>
{
    public void Configure(EntityTypeBuilder<NotificationLaneRow> builder)
    {
        builder.ToTable("notification_lane");
        builder.HasKey(row => new { row.DeviceId, row.Channel });
        builder.HasOne<NotificationDeviceRow>().WithMany().HasForeignKey(row => row.DeviceId).OnDelete(DeleteBehavior.Cascade);
    }
}
