using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class ModelCheckpointRowConfiguration : IEntityTypeConfiguration<ModelCheckpointRow>
{
    public void Configure(EntityTypeBuilder<ModelCheckpointRow> builder)
    {
        builder.ToTable("model_checkpoint");
        builder.HasKey(row => row.MetricNumber);
        builder.Property(row => row.MetricNumber).ValueGeneratedNever();
        builder
            .HasOne<MetricHeadRow>()
            .WithOne()
            .HasForeignKey<ModelCheckpointRow>(row => row.MetricNumber)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
