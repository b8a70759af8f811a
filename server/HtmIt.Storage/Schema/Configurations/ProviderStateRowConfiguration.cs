using HtmIt.Core.Resources;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class ProviderStateRowConfiguration : IEntityTypeConfiguration<ProviderStateRow>
{
    public void Configure(EntityTypeBuilder<ProviderStateRow> builder)
    {
        builder.ToTable("provider_state_history");
        builder.HasKey(row => new { row.ResourceId, row.ChangeTime });
        builder.Property(row => row.ProviderState).HasMaxLength(IProviderStateStore.LongestState);
        builder.HasIndex(row => row.ChangeTime);
    }
}
