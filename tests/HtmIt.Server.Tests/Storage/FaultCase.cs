namespace HtmIt.Server.Tests.Storage;

/// <summary>What becomes of a kind of call while a fault lasts.</summary>
internal enum Fate
{
    /// <summary>It does not notice.</summary>
    Works,

    /// <summary>STORAGE_UNAVAILABLE when the retry time is over.</summary>
    Unavailable,

    /// <summary>INTERNAL at once.</summary>
    Internal,
}

/// <summary>A row of <c>docs/database-faults.md</c>.</summary>
/// <param name="Name">As in the first column there.</param>
/// <param name="Reads">A list of models.</param>
/// <param name="Watches">A watch that begins.</param>
/// <param name="Writes">A call that changes a model, and samples.</param>
/// <param name="IsServing">What health says.</param>
internal sealed record FaultCase(
    string Name,
    Func<FaultyDatabase, Task> BeginAsync,
    Func<FaultyDatabase, Task> EndAsync,
    Fate Reads,
    Fate Watches,
    Fate Writes,
    bool IsServing = false
)
{
    private const string PositionRow = "select from commit_head for update";

    public static IEnumerable<FaultCase> Outages =>
        [
            new("frozen", db => db.FreezeAsync(), db => db.ThawAsync(), Fate.Unavailable, Fate.Unavailable, Fate.Unavailable),
            new(
                "crashed and stopped",
                db => db.CrashAsync(),
                db => db.RestartAsync(),
                Fate.Unavailable,
                Fate.Unavailable,
                Fate.Unavailable
            ),
            new("read-only", db => db.SetReadOnlyAsync(true), db => db.SetReadOnlyAsync(false), Fate.Works, Fate.Works, Fate.Unavailable),
            new(
                "too many connections",
                db => db.AlterRoleAsync("connection limit 0"),
                db => db.AlterRoleAsync("connection limit -1"),
                Fate.Unavailable,
                Fate.Unavailable,
                Fate.Unavailable
            ),
            new(
                "all connections taken",
                db => db.FillConnectionsAsync(),
                db => db.FreeConnectionsAsync(),
                Fate.Unavailable,
                Fate.Unavailable,
                Fate.Unavailable
            ),
            new(
                "login refused",
                db => db.AlterRoleAsync("nologin"),
                db => db.AlterRoleAsync("login"),
                Fate.Unavailable,
                Fate.Unavailable,
                Fate.Unavailable
            ),
            new(
                "database renamed",
                db => db.RenameAsync("fault", "elsewhere"),
                db => db.RenameAsync("elsewhere", "fault"),
                Fate.Unavailable,
                Fate.Unavailable,
                Fate.Unavailable
            ),
        ];

    public static IEnumerable<FaultCase> Locks =>
        [
            Held("row of commit_head held", PositionRow, Fate.Works, Fate.Works),
            Held("commit_head locked", "lock table commit_head", Fate.Works, Fate.Unavailable),
            Held("metric_head locked", "lock table metric_head", Fate.Unavailable, Fate.Works),
            Held("metric_data locked", "lock table metric_data", Fate.Works, Fate.Works),
            Held("lock time-out", PositionRow, Fate.Works, Fate.Works, "lock_timeout = '100ms'"),
            Held("statement time-out", PositionRow, Fate.Works, Fate.Works, "statement_timeout = '300ms'"),
        ];

    public static IEnumerable<FaultCase> Passing =>
        new[]
        {
            "08006",
            "25P03",
            "25P04",
            "40000",
            "40001",
            "40003",
            "40P01",
            "53100",
            "53200",
            "53400",
            "57P01",
            "57P02",
            "57P03",
            "57P04",
            "57P05",
            "58000",
            "58030",
        }.Select(state => Raised(state, Fate.Unavailable));

    public static IEnumerable<FaultCase> Permanent =>
        [
            .. new[] { "22003", "23514", "54000", "55000", "58P01", "XX000", "XX001", "XX002" }.Select(state =>
                Raised(state, Fate.Internal)
            ),
            new(
                "table missing",
                db => db.ExecuteAsync("alter table metric_head rename to elsewhere"),
                db => db.ExecuteAsync("alter table elsewhere rename to metric_head"),
                Fate.Internal,
                Fate.Works,
                Fate.Internal
            ),
            new(
                "right revoked",
                db => db.ExecuteAsync("revoke update on metric_head from app"),
                db => db.ExecuteAsync("grant update on metric_head to app"),
                Fate.Works,
                Fate.Works,
                Fate.Internal,
                // Inserting is a right to lock for writing, too.
                IsServing: true
            ),
        ];

    public override string ToString() => Name;

    private static FaultCase Held(string name, string sql, Fate reads, Fate watches, string? setting = null) =>
        new(
            name,
            async db =>
            {
                if (setting is not null)
                {
                    await db.AlterRoleAsync($"set {setting}");
                }
                await db.HoldAsync(sql);
            },
            async db =>
            {
                await db.ReleaseAsync();
                if (setting is not null)
                {
                    await db.AlterRoleAsync("reset all");
                }
            },
            reads,
            watches,
            Fate.Unavailable
        );

    /// <summary>While writes fail and are tried again, the server does not serve. One that can never succeed says nothing of the others.
    /// </summary>
    private static FaultCase Raised(string state, Fate writes) =>
        new(
            $"raised {state}",
            db => db.RaiseAsync(state),
            db => db.StopRaisingAsync(),
            Fate.Works,
            Fate.Works,
            writes,
            writes == Fate.Internal
        );
}
