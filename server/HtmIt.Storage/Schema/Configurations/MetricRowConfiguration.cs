using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static HtmIt.Storage.Schema.StatusNumbers;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class MetricRowConfiguration : IEntityTypeConfiguration<MetricRow>
{
    public void Configure(EntityTypeBuilder<MetricRow> builder)
    {
        builder.ToTable(
            "metric",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_metric_status",
                    $"status in ({Unmonitored}, {Active}, {CreatePending}, {Error}, {PendingData})"
                );
                table.HasCheckConstraint("ck_metric_parameters", $"(status = {Unmonitored}) = (parameters is null)");
                table.HasCheckConstraint(
                    "ck_metric_model_params",
                    $"status not in ({Active}, {CreatePending}) or model_params is not null"
                );
            }
        );
        builder.HasKey(row => row.Id);
        builder.HasAlternateKey(row => row.Number);
        builder.Property(row => row.Number).UseIdentityAlwaysColumn();
        // Namespace and name of a CloudWatch metric, with a slash between them.
        builder.Property(row => row.Name).HasMaxLength(511);
        builder.Property(row => row.Description).HasMaxLength(400);
        builder.Property(row => row.Resource).HasMaxLength(255);
        builder
            .Property(row => row.ResourceId)
            .HasComputedColumnSql("resource_id(coalesce(parameters -> 'metricSpec' ->> 'account', ''), resource)", stored: true);
        builder.Property(row => row.Unit).HasMaxLength(64).HasDefaultValue("");
        builder.Property(row => row.UserInfo).HasColumnType("jsonb");
        builder.Property(row => row.Region).HasMaxLength(200);
        builder.Property(row => row.TagName).HasMaxLength(255);
        builder.Property(row => row.Parameters).HasColumnType("jsonb");
        builder.Property(row => row.ModelParams).HasColumnType("jsonb");
        builder.Property(row => row.Version).IsRowVersion();
        builder.Property(row => row.Labels).HasColumnType("jsonb").HasDefaultValueSql("'{}'::jsonb");
        builder.HasIndex(row => row.Labels).HasMethod("gin");
        builder.HasIndex(row => row.Name).HasFilter("datasource = 1").HasDatabaseName("ix_metric_custom_name");
        builder.HasIndex(row => row.Identity).IsUnique();
        builder.HasIndex(row => row.AutostackId);
        builder.HasIndex(row => row.ResourceId);
        builder.Property(row => row.CollectorErrorMessage).HasMaxLength(1_000);
        builder.HasIndex(row => new
        {
            row.Resource,
            row.Name,
            row.Id,
        });
        builder.HasIndex(row => row.Status).HasFilter($"status = {CreatePending} or clearing").HasDatabaseName("ix_metric_unfinished");
        // Hundreds of marks among a million metrics are counted, and those without a model found, whenever names are new.
        builder.HasIndex(row => new { row.Status, row.Number }).HasFilter("automatic").HasDatabaseName("ix_metric_automatic");
        builder
            .HasOne(row => row.Head)
            .WithOne()
            .HasPrincipalKey<MetricRow>(row => row.Number)
            .HasForeignKey<MetricHeadRow>(row => row.MetricNumber)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
