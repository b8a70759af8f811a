using HtmIt.Core.Notifications.Devices;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationDeviceRowConfiguration : IEntityTypeConfiguration<NotificationDeviceRow>
{
    public void Configure(EntityTypeBuilder<NotificationDeviceRow> builder)
    {
        builder.ToTable(
            "notification_device",
            table =>
            {
                table.HasCheckConstraint("ck_notification_device_score", "score in (1, 2)");
                table.HasCheckConstraint("ck_notification_device_likelihood_threshold", "likelihood_threshold between 0 and 1");
                table.HasCheckConstraint("ck_notification_device_quiet_period", "quiet_period_seconds >= 0");
            }
        );
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(DeviceRules.LongestId);
        builder.Property(row => row.EmailAddress).HasMaxLength(DeviceRules.LongestAddress);
        builder.Property(row => row.WebhookUrl).HasMaxLength(DeviceRules.LongestUrl);
        builder.Property(row => row.AlertmanagerUrl).HasMaxLength(DeviceRules.LongestUrl);
        builder.Property(row => row.Selectors).HasColumnType("jsonb").HasDefaultValueSql("'[]'::jsonb");
        builder.HasIndex(row => row.LastSeenTime);
    }
}
