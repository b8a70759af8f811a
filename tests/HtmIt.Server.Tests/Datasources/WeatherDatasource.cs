using System.Text.Json.Nodes;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Tests.Datasources;

/// <summary>A datasource made for a test: the temperature at a station, collected.</summary>
internal sealed class WeatherDatasource : Datasource
{
    public static readonly WeatherDatasource Instance = new();

    private WeatherDatasource()
        : base(99, "weather") { }

    public override MetricSpec ReadSpec(JsonObject json) => new WeatherSpec((string)json["station"]!);
}

internal sealed record WeatherSpec(string Station) : MetricSpec
{
    public override Datasource Datasource => WeatherDatasource.Instance;

    public override ValueRange? DefaultRange => new ValueRange(-40, 50);

    public override void Check(FieldPath at, ICollection<FieldViolation> violations)
    {
        if (Station.Length == 0)
        {
            violations.Add(at["station"].Violation(Station, "must be given"));
        }
    }

    public override JsonObject Write() => new() { ["station"] = Station };
}

/// <summary>What is done to its models in a way of its own.</summary>
internal sealed class WeatherModels(IMetricStore metrics, DefineModel definitions, IModelRuntime runtime, ICollectors collectors)
    : CollectedModels(runtime)
{
    public static readonly AwsScope Everywhere = new("", "earth");

    public override Datasource Datasource => WeatherDatasource.Instance;

    public override void Check(ModelSpec spec, SpecFields at) => ModelSpecRules.Check(spec, at);

    public override async Task<(Metric Metric, bool Created)> CreateAsync(
        ModelSpec spec,
        SpecFields at,
        CancellationToken cancellationToken
    )
    {
        Check(spec, at);
        var wanted = ToMetric(spec);
        var added = await metrics.TryAddAsync(wanted, cancellationToken);
        await collectors.WakeAsync(Everywhere, cancellationToken);
        return added is null
            ? ((await metrics.FindByIdentityAsync(Datasource, wanted.Identity!, cancellationToken))!, false)
            : (added, true);
    }

    public override Task<NewMetric?> PrepareAsync(ImportItem item, bool validateOnly, CancellationToken cancellationToken) =>
        Task.FromResult<NewMetric?>(ToMetric(((ModelImport)item).Spec));

    public override Task BeginCollectingAsync(Metric metric, CancellationToken cancellationToken) =>
        collectors.WakeAsync(Everywhere, cancellationToken);

    private NewMetric ToMetric(ModelSpec spec)
    {
        var station = ((WeatherSpec)spec.Metric).Station;
        return new(MetricId.New(), Datasource, "temperature", $"Temperature at {station}", station)
        {
            Region = Everywhere.Region,
            Identity = $"weather|{station}",
            Spec = spec,
            Definition = definitions.Of(spec),
        };
    }

    public override ImportItem ReadImport(JsonFields fields)
    {
        var metric = fields.RequiredFields("metricSpec");
        var spec = new ModelSpec(new WeatherSpec(metric.RequiredText("station")));
        metric.RefuseUnknown();
        fields.RefuseUnknown();
        var at = FieldPath.Json("metricSpec");
        return new ModelImport(spec, new(at, at, at)) { DataField = FieldPath.Json("data") };
    }
}

/// <summary>Collects it: two readings of each station, once.</summary>
internal sealed class WeatherSource(IMetricStore metrics) : ICollectionSource
{
    public const long FirstReading = Support.Ingest.Start;

    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AwsScope>>([WeatherModels.Everywhere]);

    public ISourceShard Open(ShardContext shard) => new Shard(metrics, shard);

    private sealed class Shard(IMetricStore metrics, ShardContext shard) : ISourceShard
    {
        private readonly ScheduleBook<Reading> _book = new();

        public int MetricCount => _book.Count;

        public long? DueAt => _book.DueAt;

        public ICollected? Find(MetricId id) => _book.Find(id);

        public async Task RefreshAsync(CancellationToken cancellationToken)
        {
            if (shard.Scope == WeatherModels.Everywhere)
            {
                var all = metrics.ListAllAsync(
                    new(new() { Datasources = [WeatherDatasource.Instance] }, OnlyMonitored: true),
                    cancellationToken
                );
                _book.Refresh(await all.ToListAsync(cancellationToken), metric => new Reading { Metric = metric });
            }
        }

        public Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken) => Task.FromResult(SeriesCount.None);

        public async Task<CollectionReport> CollectAsync(CollectionRound round, CancellationToken cancellationToken)
        {
            foreach (var reading in _book.Metrics.Where(one => one.DueAt <= round.Now.ToUnixTimeSeconds()))
            {
                await shard.Intake.StoreAsync(
                    reading,
                    [new(FirstReading, 20), new(FirstReading + 300, 21.5)],
                    FirstReading + 600,
                    round.Now,
                    cancellationToken
                );
                reading.Postpone(long.MaxValue);
            }
            return new();
        }

        public Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken) => Task.FromResult(new CollectionReport());
    }

    private sealed class Reading : ICollected
    {
        public required Metric Metric { get; set; }

        public long DueAt { get; private set; }

        public CollectProgress Progress { get; set; } = CollectProgress.None;

        public void Refresh(Metric metric) => Metric = metric;

        public void Postpone(long until) => DueAt = until;

        public void Note(CollectorError? error) => Metric = Metric with { CollectorError = error };
    }
}
