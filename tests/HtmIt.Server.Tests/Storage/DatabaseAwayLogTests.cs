using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>What an operator reads while the database is away: that it is, from whoever needs it, once. META-021.</summary>
public sealed class DatabaseAwayLogTests
{
    private const int Attempts = 5;

    [Test, CancelAfter(240_000)]
    public async Task Log_DatabaseStoppedAndStarted_EachLoopSaysItOnceWithoutTraces(CancellationToken patience)
    {
        await using var database = await FaultyDatabase.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["HtmIt:Storage:WriteRetrySeconds"] = "1",
            ["HtmIt:Storage:RetrySeconds"] = "1",
            ["HtmIt:Notifications:SweepSeconds"] = "1",
            ["HtmIt:Models:RowsPerCheckpoint"] = "1",
        };
        var log = new RecordingLogger();
        await using var server = await InProcessServer.StartAsync(
            database.ConnectionString,
            settings,
            replace: services => services.AddSingleton<ILoggerProvider>(new RecordingLogs(log))
        );
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await data.SendAsync(Ingest.Series("away", [1]));

        await database.CrashAsync();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Assert.That(
                async () => await data.SendAsync(Ingest.Series("away", [2], Ingest.Start + 300)),
                Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.StatusCode)).EqualTo(StatusCode.Unavailable)
            );
        }
        await SaysAsync(log, "Deciding on notifications fails", patience);
        await SaysAsync(log, "Looking for what is to be sent by Webhook fails", patience);
        await database.RestartAsync();
        await SaysAsync(log, "Deciding on notifications works again", patience);
        await SaysAsync(log, "Looking for what is to be sent by Webhook works again", patience);
        await Until.HoldsAsync(() => TakesAsync(data), isTaken => isTaken, "samples to be taken");

        var troubles = log.Lines.Where(line => line.Level >= LogLevel.Warning).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(troubles.Where(line => line.Exception is not null), Is.Empty);
            Assert.That(troubles.GroupBy(KindOf).Where(kind => kind.Count() > 1).SelectMany(kind => kind), Is.Empty);
        }
        server.ExpectError("given up");
        Assert.That(server.Errors, Is.Empty);
    }

    private static async Task SaysAsync(RecordingLogger log, string text, CancellationToken patience) =>
        await Until
            .HoldsAsync(
                () => Task.FromResult(log.Lines),
                lines => lines.Any(line => line.Text.StartsWith(text, StringComparison.Ordinal)),
                $"'{text}'"
            )
            .WaitAsync(patience);

    private static async Task<bool> TakesAsync(MetricDataService.MetricDataServiceClient data)
    {
        try
        {
            await data.SendAsync(Ingest.Series("away", [2], Ingest.Start + 300));
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <summary>The same loop and the same trouble.</summary>
    private static (int, string) KindOf(LoggedLine line) => (line.EventId, line.Text.Split(" fails")[0]);
}
