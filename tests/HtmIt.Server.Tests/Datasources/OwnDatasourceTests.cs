using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Metric = HtmIt.Core.Metrics.Metric;

namespace HtmIt.Server.Tests.Datasources;

/// <summary>A fourth datasource goes through all of Core with nothing added but itself and its registration.</summary>
public sealed class OwnDatasourceTests : ServerFixture
{
    private IMetricStore Store => Get<IMetricStore>();

    [Test, CancelAfter(120_000)]
    public async Task Datasource_MadeForATest_IsCreatedCollectedListedExportedImportedAndDeleted(CancellationToken cancellationToken)
    {
        var (created, isNew) = await Get<CreateModel>().ExecuteAsync(new(new WeatherSpec("jena")), cancellationToken);
        Assert.That((isNew, created.Datasource), Is.EqualTo((true, (Datasource)WeatherDatasource.Instance)));
        var again = await Get<CreateModel>().ExecuteAsync(new(new WeatherSpec("jena")), cancellationToken);
        Assert.That((again.Metric.Id, again.Created), Is.EqualTo((created.Id, false)));

        await CollectedAsync(created, cancellationToken);

        var listed = await Store
            .ListAllAsync(new(new() { Datasources = [WeatherDatasource.Instance], Resources = ["jena"] }), cancellationToken)
            .ToListAsync(cancellationToken);
        Assert.That(listed.Select(metric => metric.Id), Is.EqualTo(new[] { created.Id }));
        Assert.That(listed[0].Spec!.Metric, Is.EqualTo(new WeatherSpec("jena")), "the spec comes back from the database");

        var exported = await Get<ExportModels>().ExecuteAsync([created.Id], cancellationToken).ToListAsync(cancellationToken);
        var json = ExportJson.Write(exported.Single());
        Assert.That(json, Is.EqualTo("""{"datasource":"weather","metricSpec":{"station":"jena"}}"""));

        await Get<DeleteModel>().ExecuteAsync(created, cancellationToken);
        Assert.That(await Store.FindAsync(created.Id, cancellationToken), Is.Null);

        var document = (ImportDocument.Model)Get<ImportJson>().Read(json).Single();
        var (imported, isBack) = await Get<ImportModel>().ExecuteAsync(document.Item, cancellationToken);
        Assert.That(isBack, Is.True);
        await CollectedAsync(imported, cancellationToken);
    }

    [Test]
    public void Datasource_MadeForATest_RefusesInTheCallersWords()
    {
        var create = Get<CreateModel>();
        var refusal = Assert.Throws<DomainException>(() => create.Check(new(new WeatherSpec("")), "requests[3].spec"));
        Assert.That(refusal!.Violations.Single().Field, Is.EqualTo("requests[3].spec.weather.station"));

        var documents = Get<ImportJson>().Read("""[{"datasource":"weather","metricSpec":{"stat":"x"}},{"datasource":"tides"}]""");
        var violations = documents.Cast<ImportDocument.Refused>().SelectMany(one => one.Violations).Select(one => $"{one}").ToArray();
        Assert.That(violations[0], Does.Contain("metricSpec.station"));
        Assert.That(violations[^1], Does.Contain("custom, cloudwatch, autostack or weather"));
    }

    [Test]
    public async Task AppendAsync_CollectedDatasource_TakesNoSamplesOfClients()
    {
        var (metric, _) = await Get<CreateModel>().ExecuteAsync(new(new WeatherSpec("ulm")), CancellationToken.None);

        var answer = await Data.SendAsync(
            new V1.SampleSeries
            {
                Target = new() { Metric = metric.Id.ResourceName },
                Samples =
                {
                    new V1.Sample
                    {
                        SampleTime = new() { Seconds = 1_767_225_600 },
                        Value = 1,
                    },
                },
            }
        );

        Assert.That(answer.Outcomes.Single().Refusals.Single().Message, Does.Contain("its datasource is weather"));
    }

    protected override void Replace(IServiceCollection services)
    {
        services.AddSingleton<Datasource>(WeatherDatasource.Instance);
        services.AddSingleton<IDatasourceModels, WeatherModels>();
        services.AddSingleton<ICollectionSource, WeatherSource>();
    }

    private T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    private async Task CollectedAsync(Metric metric, CancellationToken cancellationToken)
    {
        var rows = await Until.HoldsAsync(
            () => Get<ISampleReader>().ReadAsync(new RowQuery(metric.Number) { IncludeUnscored = true }, cancellationToken),
            found => found.Count == 2,
            "the collected rows"
        );
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(new[] { 20, 21.5 }));
        Assert.That(rows.Select(row => row.Score is not null), Is.All.True);
    }
}
