using HtmIt.Core.Errors;
using HtmIt.Storage.Sql;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Sql;

/// <summary>Statements that may take minutes, as long as the database answers. META-021.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LongStatementTests : IAsyncDisposable
{
    private const int RetrySeconds = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private OwnCluster _cluster = null!;
    private NpgsqlDataSource _database = null!;
    private DatabasePulse _pulse = null!;
    private TransientRetry _retry = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _cluster = await OwnCluster.StartAsync(CancellationToken.None);
        _database = DataSources.Create(_cluster.ConnectionString);
        _pulse = new(DataSources.CreateForProbes(_cluster.ConnectionString), TimeProvider.System);
        _retry = new(Options.Create(new StorageOptions { RetrySeconds = RetrySeconds }), _pulse, TimeProvider.System);
    }

    [Test, CancelAfter(120_000)]
    public async Task ExecuteAsync_LongerThanTheRetryTimeAndTheDatabaseAnswers_Ends(CancellationToken patience) =>
        Assert.That(await _retry.ExecuteAsync(Sleep(RetrySeconds * 2), patience, Patience), Is.EqualTo("done"));

    [Test, CancelAfter(120_000)]
    public async Task ExecuteAsync_DatabaseFreezes_GivesUpAllThatWait(CancellationToken patience)
    {
        Task[] waiting =
        [
            _retry.ExecuteAsync(Sleep(3_600), patience, Patience),
            _retry.ExecuteAsync(Sleep(3_600), patience, Patience),
            _retry.OnceAsync(Sleep(3_600), Patience, patience),
        ];
        await RunningAsync(waiting.Length);
        await _cluster.FreezeAsync();

        foreach (var one in waiting)
        {
            var fault = Assert.ThrowsAsync<DomainException>(() => one.WaitAsync(patience));
            Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
        }
        await _cluster.ThawAsync();
        Assert.That(await _retry.OnceAsync(Sleep(0), Patience, patience), Is.EqualTo("done"));
    }

    /// <summary>A turn that nobody waits for any more must not be kept: no server would ever get it again.</summary>
    [Test, CancelAfter(120_000)]
    public async Task TryTakeAsync_FrozenAndGivenUp_IsFreeAfterwards(CancellationToken patience)
    {
        await using var sessions = DataSources.CreateUnpooled(_cluster.ConnectionString);
        await _cluster.FreezeAsync();
        var fault = Assert.ThrowsAsync<DomainException>(() => _retry.ExecuteAsync(Take, patience).WaitAsync(patience));
        Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
        await _cluster.ThawAsync();

        await using var taken = await Until.HoldsAsync(() => Take(patience), turn => turn is not null, "the turn to be free");
        Assert.That(await Take(patience), Is.Null, "while it is taken");

        Task<DatabaseLock?> Take(CancellationToken cancel) => DatabaseLock.TryTakeAsync(sessions, "test", cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _pulse.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Func<CancellationToken, Task<string>> Sleep(int seconds) =>
        async cancel =>
        {
            await using var command = _database.CreateCommand("select 'done' from pg_sleep($1)");
            command.Parameters.Add(new() { Value = (double)seconds });
            return (string)(await command.ExecuteScalarAsync(cancel))!;
        };

    private Task<long> RunningAsync(int count) =>
        Until.HoldsAsync(
            () => Tables.CountAsync(_cluster.ConnectionString, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"),
            running => running == count,
            "the statements to run"
        );
}
