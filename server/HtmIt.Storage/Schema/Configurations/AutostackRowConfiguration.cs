using HtmIt.Core.Aws;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class AutostackRowConfiguration : IEntityTypeConfiguration<AutostackRow>
{
    public void Configure(EntityTypeBuilder<AutostackRow> builder)
    {
        builder.ToTable("autostack");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Name).HasMaxLength(255);
        builder.Property(row => row.Region).HasMaxLength(64);
        builder.Property(row => row.Account).HasMaxLength(64);
        // What there was before there were others.
        builder.Property(row => row.ResourceType).HasMaxLength(128).HasDefaultValue(AwsResourceType.Ec2Instance.Name);
        builder.Property(row => row.Filters).HasColumnType("jsonb");
        builder.HasIndex(row => new { row.Name, row.Region }).IsUnique();
        // An autostack goes when its metrics are gone, each through its actor.
        builder.HasMany<MetricRow>().WithOne().HasForeignKey(row => row.AutostackId).OnDelete(DeleteBehavior.Restrict);
    }
}
