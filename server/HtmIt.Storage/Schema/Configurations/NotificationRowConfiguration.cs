using HtmIt.Core.Notifications.History;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationRowConfiguration : IEntityTypeConfiguration<NotificationRow>
{
    public void Configure(EntityTypeBuilder<NotificationRow> builder)
    {
        builder.ToTable("notification");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Position).UseIdentityAlwaysColumn();
        builder.Property(row => row.AcknowledgedBy).HasMaxLength(NotificationHistory.LongestUser);
        builder.Property(row => row.SeenBy).HasMaxLength(NotificationHistory.LongestUser);
        builder.Property(row => row.Kind).HasDefaultValue((short)1);
        builder.Property(row => row.Reasons).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
        builder.Property(row => row.ProviderMessageId).HasMaxLength(998);
        builder
            .HasIndex(row => new
            {
                row.MetricNumber,
                row.RowId,
                row.DeviceId,
            })
            .IsUnique()
            .HasFilter("incident_id is null");
        builder
            .HasIndex(row => new
            {
                row.IncidentId,
                row.DeviceId,
                row.Kind,
                row.StepRow,
            })
            .IsUnique()
            .HasFilter("incident_id is not null");
        builder.HasIndex(row => new { row.DeviceId, row.Position });
        builder
            .HasIndex(row => new { row.DeviceId, row.SampleTime })
            .HasFilter("seen_time is null")
            .HasDatabaseName("ix_notification_unseen");
        builder.HasIndex(row => row.SampleTime);
        builder.HasOne<NotificationDeviceRow>().WithMany().HasForeignKey(row => row.DeviceId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<MetricRow>()
            .WithMany()
            .HasPrincipalKey(row => row.Number)
            .HasForeignKey(row => row.MetricNumber)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
