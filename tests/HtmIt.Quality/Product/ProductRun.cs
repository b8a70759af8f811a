using System.Globalization;
using Grpc.Net.Client;
using HtmIt.Client;
using HtmIt.Quality.Corpora;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using IncidentService = HtmIt.V1.IncidentService;

namespace HtmIt.Quality.Product;

/// <summary>
/// Scores a corpus as a user's server does: a process of its own with the shipped settings and its own PostgreSQL, models for which nothing is given,
/// rows written and read over gRPC. Only the seed is set.
/// </summary>
internal static class ProductRun
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>What the server has, per series of the corpus.</returns>
    public static async Task<IReadOnlyList<ProductSeries>> ExecuteAsync(
        Corpus corpus,
        ulong seed,
        int jobs,
        CancellationToken cancellationToken
    )
    {
        using var directory = new TemporaryDirectory("quality");
        var options = new ServerProcessOptions
        {
            DataDirectory = directory.Path,
            Graphite = "off",
            Arguments = ["--HtmIt:Models:Seed", seed.ToString(CultureInfo.InvariantCulture)],
        };
        await using var server = await ServerProcess.StartAsync(options, cancellationToken);
        using var client = new HtmItClient(server.GrpcAddress);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var incidents = new IncidentService.IncidentServiceClient(channel);
        var result = new ProductSeries[corpus.Series.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, result.Length),
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
            async (index, cancel) => result[index] = await RunSeriesAsync(client, incidents, corpus.Series[index], cancel)
        );
        await server.StopAsync(cancellationToken);
        return result;
    }

    private static async Task<ProductSeries> RunSeriesAsync(
        HtmItClient client,
        IncidentService.IncidentServiceClient incidents,
        LabelledSeries series,
        CancellationToken cancellationToken
    )
    {
        var metric = MetricTarget.ByKey(series.Name);
        var created = await client.Models.CreateAsync(new CustomModelSpec(metric), cancellationToken);
        var (storedAlready, refused) = (0, 0);
        foreach (var rows in Enumerable.Range(0, series.Count).Chunk(BatchSize))
        {
            Sample[] samples = [.. rows.Select(row => ToSample(series, row))];
            var outcome = (await client.Data.WriteAsync([new(metric, samples)], cancellationToken)).Single();
            storedAlready += outcome.AlreadyStoredCount;
            refused += outcome.RefusedCount;
        }

        await WaitForScoresAsync(client, created.Model.Name, cancellationToken);
        var all = new ListMetricDataOptions { IncludeUnscored = true, Order = DataOrder.Ascending };
        var found = await client.Metrics[metric].ListDataAsync(all, cancellationToken).ToListAsync(cancellationToken);
        var openings = await ProductIncidents.ReadOpeningsAsync(incidents, created.Model.Metric.Name, found, cancellationToken);
        return new(storedAlready, refused, found, openings);
    }

    private static Sample ToSample(LabelledSeries series, int row) =>
        new(DateTimeOffset.FromUnixTimeSeconds(series.UnixSeconds(row)), series.Values[row]);

    /// <summary>A model that waited for its first rows scores them in the background.</summary>
    private static async Task WaitForScoresAsync(HtmItClient client, string model, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while ((await client.Models[model].GetAsync(cancellationToken)).Metric.Status == MetricStatus.CreatePending)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
