using System.Text.Json;
using HtmIt.Client;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>A server that answers what the test tells it, and a folder.</summary>
public abstract class CommandFixture
{
    private protected FakeServices Services { get; } = new();

    private protected FakeStore Store { get; } = new();

    private protected FakeServer Server { get; private set; } = null!;

    /// <summary>For the files of one test.</summary>
    private protected string Folder { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Folder = Directory.CreateTempSubdirectory("htmit-cli-").FullName;
        Services.Ingest = Store.ServeAsync;
        Services.On<GetProcessingStatisticsRequest, GetProcessingStatisticsResponse>("GetProcessingStatistics", _ => new());
        Services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request => new GetMetricResponse
            {
                Metric = ToMetric(request.HasName ? request.Name["metrics/".Length..] : request.Key.MetricName),
            }
        );
        Services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            _ => new() { Incidents = { SampleMessages.Incident(1) } }
        );
        Services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = ToModel(V1.MetricStatus.Active) });
        Services.On<ListAnnotationsRequest, ListAnnotationsResponse>("ListAnnotations", _ => new());
        Server = await FakeServer.StartAsync(Services);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected void SetRows(int count) =>
        Services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            _ => new ListMetricDataResponse { MetricRows = { ToRows(count) } }
        );

    private protected string WriteFile(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private protected static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private protected static V1.Metric ToMetric(string name) =>
        new()
        {
            Name = $"metrics/{name}",
            MetricName = name,
            Model = $"models/{name}",
            LastRowId = 1,
        };

    private protected static V1.Model ToModel(V1.MetricStatus status)
    {
        var metric = ToMetric("m");
        metric.Status = status;
        return new V1.Model { Name = "models/m", Metric = metric };
    }

    private protected static V1.MetricRows ToRows(int count) =>
        new()
        {
            Metric = "metrics/m",
            Key = new() { MetricName = "m", Labels = { ["host"] = "a" } },
            Resource = "a",
            Rows = { Enumerable.Range(1, count).Select(ToRow) },
        };

    /// <summary>Row 1 has no score, the others are very surprising.</summary>
    private protected static V1.MetricDataRow ToRow(int id)
    {
        var row = new V1.MetricDataRow
        {
            RowId = id,
            SampleTime = new() { Seconds = 1_767_225_600 + 60 * (id - 1) },
            Value = Math.Sin(id / 10.0),
        };
        if (id > 1)
        {
            (row.RawAnomalyScore, row.AnomalyLikelihood, row.Surprise, row.Severity) = (1, 0.999999, 3.5, 3.5);
        }

        return row;
    }
}
