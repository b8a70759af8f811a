using System.Diagnostics;
using Grpc.Core;
using Grpc.Health.V1;
using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>A server on a real PostgreSQL of its own that has faults: what callers, health, Graphite and watches see while one lasts, and that
/// all of them go on afterwards, with the same resource. Each fault takes seconds of waiting, so the kinds have classes that run side by side.
/// </summary>
public abstract class DatabaseFaultFixture
{
    private const int WriteRetrySeconds = 1;
    private const int RetrySeconds = 3;

    /// <summary>Two seconds more are promised; a loaded machine takes more. What hangs takes minutes.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(RetrySeconds + 10);

    private InProcessServer _server = null!;
    private MetricDataService.MetricDataServiceClient _data = null!;
    private ModelService.ModelServiceClient _models = null!;
    private DiagnosticsService.DiagnosticsServiceClient _diagnostics = null!;
    private Health.HealthClient _health = null!;
    private int _cases;

    private protected FaultyDatabase Database { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Database = await FaultyDatabase.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["HtmIt:Storage:WriteRetrySeconds"] = $"{WriteRetrySeconds}",
            ["HtmIt:Storage:RetrySeconds"] = $"{RetrySeconds}",
        };
        _server = await InProcessServer.StartAsync(Database.ConnectionString, settings);
        _data = new(_server.Channel);
        _models = new(_server.Channel);
        _diagnostics = new(_server.Channel);
        _health = new(_server.Channel);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await Database.DisposeAsync();
    }

    private protected async Task CheckAsync(FaultCase fault, CancellationToken patience)
    {
        var name = $"fault.{++_cases}";
        await UntilTakenAsync(() => SendAsync(name, 1));
        await UntilTakenAsync(() => SendAsync($"{name}.model", 1));
        var model = await CreateModelAsync($"{name}.model");
        await Until.HoldsAsync(
            async () => (await _models.ListModelsAsync(new())).Models,
            models => models.All(one => one.Metric.Status != MetricStatus.CreatePending),
            "all models to have no backlog"
        );
        await ServingAsync(true);
        using var watcher = new Watcher(_data, new());
        await watcher.StartedAsync();
        await watcher.NextAsync();

        Task graphite;
        await fault.BeginAsync(Database);
        try
        {
            // On its way before the others make the server sick.
            graphite = GraphiteSender.SendAsync(_server.Graphite, $"{name} 3 {Ingest.Start + 600}\n");
            var sending = FateOf(() => SendAsync($"{name}.new", 1));
            var storing = FateOf(() => SendAsync(name, 2));
            var reading = FateOf(async () => await _models.ListModelsAsync(new()));
            if (fault.Reads == Fate.Works)
            {
                // Before the change: a model with a backlog has its rows counted, which is another kind of reading.
                await reading;
            }
            var changing = FateOf(async () => await _models.RestartModelAsync(new() { Name = model.Name }));
            var watching = FateOf(WatchBeginsAsync);
            var asking = FateOf(async () => await _diagnostics.GetServerInfoAsync(new() { View = ServerInfoView.Basic }));
            if (!fault.IsServing)
            {
                await ServingAsync(false);
            }
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await asking, Is.EqualTo(Fate.Works), "which contract it speaks");
                Assert.That(await storing, Is.EqualTo(fault.Writes), "samples");
                Assert.That(await changing, Is.EqualTo(fault.Writes), "a call that writes");
                Assert.That(await reading, Is.EqualTo(fault.Reads), "a call that reads");
                Assert.That(await watching, Is.EqualTo(fault.Watches), "a watch that begins");
                Assert.That(await sending, Is.EqualTo(fault.Writes), "samples of a new metric");
            }
            // Still: also when what made the server sick at first was a connection that broke with the change.
            await ServingAsync(fault.IsServing);
        }
        finally
        {
            await fault.EndAsync(Database);
        }

        await ServingAsync(true);
        await graphite;
        await UntilTakenAsync(() => SendAsync(name, 4));
        var rows = await Database.RowsAsync(name);
        // A batch that failed may have been stored all the same. Graphite's line is stored once the database takes it.
        Assert.That(rows.Select(one => one.Value), Is.SupersetOf(fault.Writes == Fate.Internal ? [1.0, 4.0] : new[] { 1.0, 3.0, 4.0 }));
        LogChecks.AssertOneOrder(rows);
        await ReadToEndAsync(watcher).WaitAsync(patience);
        await UntilTakenAsync(async () => await _models.RestartModelAsync(new() { Name = model.Name }));
        AssertLog(fault);
    }

    private async Task SendAsync(string metric, int value) =>
        await _data.SendAsync(Ingest.Series(metric, [value], Ingest.Start + ((value - 1) * 300)));

    /// <summary>Sends again what is not taken, as a client must.</summary>
    private static async Task UntilTakenAsync(Func<Task> call) =>
        await Until.HoldsAsync(() => FateOf(call), fate => fate == Fate.Works, "the call to be taken");

    private async Task<Model> CreateModelAsync(string metric)
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = metric } } },
            ModelParams = new() { Min = 0, Max = 100 },
        };
        return (await _models.CreateModelAsync(new() { Spec = spec })).Model;
    }

    /// <summary>A watch that had to read the store meanwhile has ended, and is resumed.</summary>
    private async Task ReadToEndAsync(Watcher watcher)
    {
        try
        {
            await watcher.ReadUntilAsync(IsEnd);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            using var resumed = new Watcher(_data, new() { AfterPosition = watcher.Position });
            await resumed.ReadUntilAsync(IsEnd);
        }

        static bool IsEnd(WatchMetricDataResponse step) => Watcher.RowsOf(step).AllRows().Any(one => one.Value == 4);
    }

    private async Task WatchBeginsAsync()
    {
        using var watcher = new Watcher(_data, new());
        await watcher.NextAsync();
    }

    private static async Task<Fate> FateOf(Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await call();
            return Fate.Works;
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
        {
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Late), fault.Message);
            return fault.StatusCode == StatusCode.Internal ? Fate.Internal : Fate.Unavailable;
        }
    }

    protected async Task ServingAsync(bool isServing)
    {
        var expected = isServing ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing;
        await Until.HoldsAsync(
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await _health.CheckAsync(new());
                Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Late), "health");
                return answer.Status;
            },
            status => status == expected,
            $"health {expected}"
        );
    }

    /// <summary>What passes is one line for each group given up; what is permanent says so.</summary>
    private void AssertLog(FaultCase fault)
    {
        var unexpected = _server.Errors.Where(error => !error.Contains("was given up", StringComparison.Ordinal)).ToArray();
        Assert.That(unexpected, fault.Writes == Fate.Internal ? Is.Not.Empty : Is.Empty);
        _server.ExpectError("");
    }
}
