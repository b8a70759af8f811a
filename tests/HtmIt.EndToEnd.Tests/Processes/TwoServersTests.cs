using Grpc.Net.Client;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>Two servers, each a process of its own, on one database.</summary>
public sealed class TwoServersTests
{
    private const int Keys = 200;
    private const int KeysOfBatch = 20;

    [Test, CancelAfter(240_000)]
    public async Task WriteMetricData_SameNewKeysAtOnce_MakeOneMetricOfEach(CancellationToken cancellationToken)
    {
        await using var postgres = await TestPostgres.StartAsync(migrate: null, cancellationToken);
        await using var database = await postgres.CreateDatabaseAsync(cancellationToken, empty: true);
        var options = new ServerProcessOptions { ConnectionString = database.ConnectionString, Graphite = "off" };
        await using var one = await ServerProcess.StartAsync(options, cancellationToken);
        await using var other = await ServerProcess.StartAsync(options, cancellationToken);
        using var channel = GrpcChannel.ForAddress(one.GrpcAddress);
        using var otherChannel = GrpcChannel.ForAddress(other.GrpcAddress);
        MetricDataService.MetricDataServiceClient[] servers = [new(channel), new(otherChannel)];
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1_000;

        // Both send all keys, in opposite orders, each with a sample of a time of its own.
        var writes = servers.SelectMany(
            (server, who) =>
                Enumerable
                    .Range(0, Keys)
                    .OrderBy(i => who == 0 ? i : -i)
                    .Chunk(KeysOfBatch)
                    .Select(keys =>
                        server
                            .WriteMetricDataAsync(
                                new() { Series = { keys.Select(i => Series(i, start + who)) } },
                                cancellationToken: cancellationToken
                            )
                            .ResponseAsync
                    )
        );
        var answers = await Task.WhenAll(writes);

        var outcomes = answers.SelectMany(answer => answer.Outcomes).ToArray();
        Assert.That(outcomes.Select(outcome => outcome.Metric).Distinct().Count(), Is.EqualTo(Keys));
        Assert.That(await CountAsync(database.ConnectionString, "select count(*) from metric", cancellationToken), Is.EqualTo(Keys));
        Assert.That(await CountAsync(database.ConnectionString, "select count(*) from metric_head", cancellationToken), Is.EqualTo(Keys));
        // A sample that came after a later one is refused; none is lost, and none is stored twice.
        Assert.That(
            await CountAsync(database.ConnectionString, "select count(*) from metric_data", cancellationToken),
            Is.EqualTo(outcomes.Sum(outcome => outcome.StoredCount))
        );
        Assert.That(
            outcomes.Sum(outcome => outcome.StoredCount + outcome.Refusals.Sum(refusal => refusal.LastIndex - refusal.FirstIndex + 1)),
            Is.EqualTo(2 * Keys)
        );
        Assert.That(
            outcomes.SelectMany(outcome => outcome.Refusals).Select(refusal => refusal.Reason),
            Is.All.EqualTo(ErrorReason.SampleTimeNotIncreasing)
        );
    }

    private static SampleSeries Series(int i, long time) =>
        new()
        {
            Target = new()
            {
                Key = new() { MetricName = $"two.{i % 7}", Labels = { ["host"] = $"h{i}", ["zone"] = "a" } },
            },
            Samples =
            {
                new Sample
                {
                    SampleTime = new() { Seconds = time },
                    Value = i,
                },
            },
        };

    private static async Task<long> CountAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
