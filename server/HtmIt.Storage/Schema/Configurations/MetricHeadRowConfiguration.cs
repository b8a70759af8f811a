using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class MetricHeadRowConfiguration : IEntityTypeConfiguration<MetricHeadRow>
{
    public void Configure(EntityTypeBuilder<MetricHeadRow> builder)
    {
        // Half-empty pages keep each update on its page, without touching the index.
        builder.ToTable("metric_head").HasStorageParameter("fillfactor", 50);
        builder.HasKey(row => row.MetricNumber);
        builder.Property(row => row.MetricNumber).ValueGeneratedNever();
        builder.Property(row => row.Status).HasDefaultValue((short)0);
    }
}
