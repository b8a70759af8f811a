using System.Globalization;
using HtmIt.PrivatePostgres;
using Npgsql;

namespace HtmIt.Testing.Postgres;

/// <summary>A throwaway PostgreSQL that one fixture has for itself and may freeze, kill and start again.</summary>
public sealed class OwnCluster : IAsyncDisposable
{
    private readonly ThrowawayCluster _cluster;

    private OwnCluster(ThrowawayCluster cluster) => _cluster = cluster;

    /// <summary>To the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => _cluster.ConnectionString;

    private string LogFile => $"{_cluster.Home}/postgres.log";

    public static async Task<OwnCluster> StartAsync(CancellationToken cancellationToken) =>
        new(await ThrowawayCluster.StartAsync(cancellationToken));

    public string ConnectionStringOf(string database, string? user = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database };
        settings.Username = user ?? settings.Username;
        return settings.ConnectionString;
    }

    /// <summary>Stops all of its processes where they are: connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>As a loss of power does, but for what the kernel holds.</summary>
    public Task CrashAsync() => ControlAsync("stop", "-m", "immediate");

    /// <summary>After <see cref="CrashAsync"/>; returns when it takes connections.</summary>
    /// <param name="options">Of the server program, beside those it began with.</param>
    public Task RestartAsync(string options = "") => StartAsync(options);

    /// <summary>After <see cref="CrashAsync"/>; it says that it takes no connections yet until <see cref="FinishStartAsync"/>.</summary>
    public async Task BeginStartAsync()
    {
        await HostCommand.RunAsync([.. _cluster.Account.Prefix, "touch", $"{_cluster.Home}/data/standby.signal"], CancellationToken.None);
        await StartAsync("-c hot_standby=off", "-W");
    }

    public Task FinishStartAsync() => ControlAsync("promote");

    public Task<string> ReadLogAsync() => File.ReadAllTextAsync(LogFile);

    /// <summary>Null, with the reason, when this process may not mount a file system.</summary>
    public Task<(SmallDisk? Disk, string Reason)> TryMountDiskAsync(int megabytes) => SmallDisk.TryMountAsync(_cluster, megabytes);

    public async ValueTask DisposeAsync()
    {
        // What is frozen can't be stopped.
        await ThawAsync();
        await _cluster.DisposeAsync();
    }

    private Task StartAsync(string options, params string[] control) =>
        ControlAsync("start", ["-l", LogFile, "-o", $"-k '{_cluster.Home}' {ThrowawayCluster.ServerOptions} {options}", .. control]);

    private async Task ControlAsync(string action, params string[] options)
    {
        string[] program = [.. _cluster.Account.Prefix, $"{_cluster.BinDirectory}/pg_ctl", action, "-D", $"{_cluster.Home}/data"];
        var result = await HostCommand.RunAsync([.. program, "-w", "-s", "-t", "60", .. options], CancellationToken.None, _cluster.Home);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"PostgreSQL did not {action}: {result.Tail}");
        }
    }

    /// <summary>The postmaster first: it makes no new ones then.</summary>
    private async Task SignalAsync(string signal)
    {
        if (!File.Exists($"{_cluster.Home}/data/postmaster.pid"))
        {
            return;
        }
        var lines = await File.ReadAllLinesAsync($"{_cluster.Home}/data/postmaster.pid");
        var postmaster = int.Parse(lines[0], CultureInfo.InvariantCulture);
        await HostCommand.RunAsync(["kill", signal, $"{postmaster}"], CancellationToken.None);
        var children = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        var processes = children.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (processes.Length > 0)
        {
            await HostCommand.RunAsync(["kill", signal, .. processes], CancellationToken.None);
        }
    }
}
