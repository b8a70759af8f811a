using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Schema;

/// <summary>Owns the schema and the ordinary queries. Rows of <c>metric_data</c> are written and read past it.</summary>
internal sealed class HtmItDbContext(DbContextOptions<HtmItDbContext> options) : DbContext(options)
{
    public DbSet<MetricRow> Metrics => Set<MetricRow>();

    public DbSet<MetricHeadRow> MetricHeads => Set<MetricHeadRow>();

    public DbSet<ModelCheckpointRow> ModelCheckpoints => Set<ModelCheckpointRow>();

    public DbSet<CommitHeadRow> CommitHeads => Set<CommitHeadRow>();

    public DbSet<CommitLogRow> CommitLog => Set<CommitLogRow>();

    public DbSet<NotificationDeviceRow> NotificationDevices => Set<NotificationDeviceRow>();

    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    public DbSet<NotificationCandidateRow> NotificationCandidates => Set<NotificationCandidateRow>();

    public DbSet<NotificationDeliveryRow> NotificationDeliveries => Set<NotificationDeliveryRow>();

    public DbSet<NotificationLaneRow> NotificationLanes => Set<NotificationLaneRow>();

    public DbSet<AnnotationRow> Annotations => Set<AnnotationRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<ProviderStateRow> ProviderStates => Set<ProviderStateRow>();

    public DbSet<AutostackRow> Autostacks => Set<AutostackRow>();

    public DbSet<AutostackMemberChangeRow> AutostackMemberChanges => Set<AutostackMemberChangeRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HtmItDbContext).Assembly);
        JsonText.Register(modelBuilder);
    }
}
