using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class IncidentRowConfiguration : IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("incident");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).UseIdentityAlwaysColumn();
        builder.Property(row => row.Reasons).HasColumnType("jsonb");
        builder.HasIndex(row => row.Id).IsUnique();
        builder.HasIndex(row => row.MetricNumber);
        builder.HasIndex(row => new { row.BeganTime, row.Id });
        builder.HasIndex(row => row.CommitPosition);
        builder
            .HasOne<MetricHeadRow>()
            .WithMany()
            .HasForeignKey(row => row.MetricNumber)
            .HasConstraintName("fk_incident_metric_head_metric_number")
            .OnDelete(DeleteBehavior.Cascade);
    }
}
