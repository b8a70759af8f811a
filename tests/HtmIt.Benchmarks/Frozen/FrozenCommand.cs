using System.CommandLine;
using System.Text.Json;
using Grpc.Net.Client;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using Npgsql;

namespace HtmIt.Benchmarks.Frozen;

/// <summary><c>frozen</c>: how long each kind of call takes to end when the database stops answering, its connections open.</summary>
internal static class FrozenCommand
{
    /// <summary>The server's default, <c>HtmIt:Storage:WriteRetrySeconds</c>.</summary>
    private const int WriteRetrySeconds = 20;

    private const double CallLimit = WriteRetrySeconds + 2;
    private const double HealthLimit = 1;

    /// <summary>A call that hangs is ended then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("frozen", "Seconds until calls end when the database is frozen.") { json };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        await using var cluster = await OwnCluster.StartAsync(cancellationToken);
        var options = new ServerProcessOptions { ConnectionString = cluster.ConnectionStringOf("htmit") };
        await using var server = await ServerProcess.StartAsync(options, cancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var calls = new FrozenCalls(channel);
        await calls.PrepareAsync(cancellationToken);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var holder = await HoldAsync(options.ConnectionString, cancellationToken);
        var ranking = calls.RankAsync(patience.Token);
        await WaitingAsync(options.ConnectionString);
        await cluster.FreezeAsync();
        try
        {
            patience.CancelAfter(Patience);
            var ended = Task.WhenAll(
                calls
                    .Begin(patience.Token)
                    .Prepend(("ranking under way", ranking))
                    .Select(one => EndedCall.OfAsync(one.Item1, one.Item2, CallLimit))
            );
            var health = await HealthWatch.RunAsync(channel, HealthLimit, ended, patience.Token);
            return Tell([.. await ended, health], json);
        }
        finally
        {
            await cluster.ThawAsync();
        }
    }

    /// <summary>A lock that makes a ranking take as long as it is held, as one over very many rows does.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(string database, CancellationToken cancellationToken)
    {
        var holder = new NpgsqlConnection(database);
        await holder.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("begin; lock table metric_data", holder);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return holder;
    }

    private static async Task WaitingAsync(string database) =>
        await Until.HoldsAsync(
            () =>
                Tables.CountAsync(
                    database,
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%date_bin%'"
                ),
            waiting => waiting > 0,
            "the ranking to be under way"
        );

    private static int Tell(IReadOnlyList<EndedCall> ended, bool json)
    {
        Console.WriteLine($"{"", -28}{"seconds", 9}{"limit", 7}  status");
        foreach (var one in ended)
        {
            Console.WriteLine($"{one.Name, -28}{one.Seconds, 9:0.00}{one.Limit, 7:0}  {one.Status}{(one.IsInTime ? "" : "  LATE")}");
        }
        if (json)
        {
            var calls = ended.ToDictionary(
                one => one.Name,
                one => new
                {
                    seconds = Math.Round(one.Seconds, 2),
                    status = one.Status,
                    limit = one.Limit,
                }
            );
            Console.WriteLine(JsonSerializer.Serialize(new { write_retry_seconds = WriteRetrySeconds, calls }));
        }
        return ended.All(one => one.IsInTime) ? 0 : 1;
    }
}
