using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationDeliveryRowConfiguration : IEntityTypeConfiguration<NotificationDeliveryRow>
{
    public void Configure(EntityTypeBuilder<NotificationDeliveryRow> builder)
    {
        builder.ToTable("notification_delivery", table => table.HasCheckConstraint("ck_notification_delivery_state", "state in (1, 2, 3)"));
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
            .HasFilter("state = 1")
            .HasDatabaseName("ix_notification_delivery_waiting");
        builder.HasOne<NotificationRow>().WithMany().HasForeignKey(row => row.NotificationId).OnDelete(DeleteBehavior.Cascade);
    }
}
