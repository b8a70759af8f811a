using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HtmIt.Storage.Schema.Configurations;

internal sealed class NotificationCandidateRowConfiguration : IEntityTypeConfiguration<NotificationCandidateRow>
{
    public void Configure(EntityTypeBuilder<NotificationCandidateRow> builder)
    {
        builder.ToTable("notification_candidate");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).UseIdentityAlwaysColumn();
    }
}
