using HtmIt.Client;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>The one server of all tasks, with what a stranger finds on it, and the command <c>htmit</c> on the path.</summary>
[SetUpFixture]
public sealed class FirstHourServer
{
    private const int HistoryLength = 2_000;
    private const int PeakAt = 1_900;

    private static readonly DateTimeOffset HistoryStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private static TemporaryDirectory? _directory;
    private static ServerProcess? _server;
    private static TestPostgres? _postgres;
    private readonly CancellationTokenSource _ending = new();
    private Task _feeding = Task.CompletedTask;

    /// <summary>What a person's shell has.</summary>
    internal static IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>
        {
            ["PATH"] = $"{_directory!.Path}/bin:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["HTMIT_SERVER"] = Address.ToString(),
            ["HTMIT_SERVER_PROGRAM"] = System.Environment.GetEnvironmentVariable(ServerProcess.ProgramVariable),
            ["NO_COLOR"] = null,
        };

    /// <summary>The command's path.</summary>
    internal static string Command => Path.Combine(_directory!.Path, "bin", "htmit");

    internal static Uri Address => _server!.GrpcAddress;

    /// <summary>A folder of its own for a task, with the files that tasks work with.</summary>
    internal static string MakeFolder(string task)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory!.Path, task)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests/HtmIt.EndToEnd.Tests/FirstHour/Files")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _directory = new TemporaryDirectory("first-hour");
        WriteCommand();
        _postgres = await TestPostgres.StartAsync(migrate: null, CancellationToken.None);
        var database = await _postgres.CreateDatabaseAsync(CancellationToken.None, empty: true);
        _server = await ServerProcess.StartAsync(new() { ConnectionString = database.ConnectionString }, CancellationToken.None);
        using var client = new HtmItClient(Address);
        await LoadAsync(client);
        _feeding = FeedAsync(_ending.Token);
    }

    /// <summary>A server of a task's own, on a database of its own.</summary>
    internal static async Task<ServerProcess> StartAnotherAsync(
        Func<ServerProcessOptions, ServerProcessOptions> change,
        CancellationToken cancellationToken
    )
    {
        var database = await _postgres!.CreateDatabaseAsync(cancellationToken, empty: true);
        return await ServerProcess.StartAsync(change(new() { ConnectionString = database.ConnectionString }), cancellationToken);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _ending.CancelAsync();
        await _feeding;
        _ending.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory?.Dispose();
    }

    private static void WriteCommand()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Command)!);
        File.WriteAllText(Command, $"#!/bin/sh\nexec dotnet exec '{Checkout.Program("client/HtmIt.Cli", "htmit")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A week of orders with one peak, and two hosts.</summary>
    private static async Task LoadAsync(HtmItClient client)
    {
        string[] names = ["shop.orders", "web.cpu{host=\"web-1\"}", "web.cpu{host=\"web-2\"}"];
        await client.Models.CreateAsync(new CustomModelSpec("shop.orders") { Min = 0, Max = 1_000 });
        await using (var session = client.Data.OpenIngest())
        {
            var random = new Random(7);
            for (var i = 0; i < HistoryLength; i++)
            {
                var value = 200 + 100 * Math.Sin(i * 2 * Math.PI / 288) + 4 * random.NextDouble();
                await session.WriteAsync("shop.orders", new Sample(HistoryStart + i * Step, i == PeakAt ? 950 : Math.Round(value, 1)));
            }

            foreach (var host in new[] { "web-1", "web-2" })
            {
                var metric = new MetricKey("web.cpu", new Dictionary<string, string> { ["host"] = host });
                for (var i = 0; i < 20; i++)
                {
                    await session.WriteAsync(metric, new Sample(HistoryStart + i * Step, 10 + i % 5));
                }
            }
        }

        await Until.ActiveAsync(client, "shop.orders", CancellationToken.None);
    }

    /// <summary>A sample a second, as of something that runs.</summary>
    private static async Task FeedAsync(CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(Address);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            await client.Models.CreateAsync(new CustomModelSpec("live.requests") { Min = 0, Max = 100 }, cancellationToken);
            await using var session = client.Data.OpenIngest();
            for (var i = 0; await timer.WaitForNextTickAsync(cancellationToken); i++)
            {
                await session.WriteAsync("live.requests", new Sample(TimeProvider.System.GetUtcNow(), 50 + i % 7), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The tests are over.
        }
    }
}
