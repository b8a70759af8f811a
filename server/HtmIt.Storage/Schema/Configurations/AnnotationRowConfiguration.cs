using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class AnnotationRowConfiguration : IEntityTypeConfiguration<AnnotationRow>
{
    public void Configure(EntityTypeBuilder<AnnotationRow> builder)
    {
        builder.ToTable("annotation");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Number).UseIdentityAlwaysColumn();
        builder.Property(row => row.Client).HasMaxLength(40);
        builder.Property(row => row.UserName).HasMaxLength(100);
        builder.Property(row => row.Resource).HasMaxLength(255);
        builder.Property(row => row.Data).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsRowVersion();
        builder.HasIndex(row => new { row.CreateTime, row.Number }).IsUnique();
        builder.HasIndex(row => row.AnnotatedTime);
        builder.HasIndex(row => row.Client);
        builder.HasIndex(row => row.UserName);
        builder.HasIndex(row => row.Resource);
        builder.HasIndex(row => row.IncidentId).HasFilter("incident_id is not null");
        builder
            .HasOne<MetricRow>()
            .WithMany()
            .HasForeignKey(row => row.MetricId)
            .HasConstraintName("fk_annotation_metric_metric_id")
            .OnDelete(DeleteBehavior.Cascade);
    }
}
