using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationDeliveryRowConfiguration : IEntityTypeConfiguration<NotificationDeliveryRow>
{
    public void Configure(EntityTypeBuilder<NotificationDeliveryRow> builder)
    {
        builder.ToTable("notification_delivery");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).UseIdentityAlwaysColumn();
        builder.Property(row => row.LastError).HasMaxLength(1_000);
        builder.HasIndex(row => new { row.NotificationId, row.Channel }).IsUnique();
        builder
            .HasIndex(row => new
            {
                row.DeviceId,
                row.Channel,
                row.Id,
            })
            .HasFilter("not given_up")
            .HasDatabaseName("ix_notification_delivery_waiting");
        builder.HasOne<NotificationRow>().WithMany().HasForeignKey(row => row.NotificationId).OnDelete(DeleteBehavior.Cascade);
    }
}
