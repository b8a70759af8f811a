using Npgsql;

namespace HtmIt.PrivatePostgres;

/// <summary>One cluster on disk and the processes that serve it: made, started, found running, stopped.</summary>
internal sealed class Cluster(ClusterHome home, PostgresPrograms programs, EmbeddedPostgresOptions options, TimeProvider timeProvider)
{
    private const string UserName = "htmit";

    // After a kill of the first process the others need a moment to notice, and until then a new one refuses to start.
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ZombiePatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly string[] LeftoverMessages = ["lock file", "pre-existing shared memory block"];

    private PostmasterFile? _running;
    private string? _socketDirectory;

    public ClusterHome Home => home;

    public int ProcessId => Running.ProcessId;

    public bool IsRunning => PostmasterFile.TryRead(home.PidFile) is { } file && file.IsAlive(home.PidFile);

    private PostmasterFile Running => _running ?? throw new InvalidOperationException("The cluster was not started.");

    /// <summary>Finds the cluster's folder, its account and its programs; starts nothing.</summary>
    public static async Task<Cluster> OpenAsync(
        string dataDirectory,
        EmbeddedPostgresOptions options,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var home = await ClusterHome.OpenAsync(dataDirectory, cancellationToken);
        var search = PostgresSearch.OfThisMachine(options.BinDirectory);
        var programs = await PostgresPrograms.FindAsync(search, home.Account, home.MajorVersion, cancellationToken);
        return new Cluster(home, programs, options, timeProvider);
    }

    /// <summary>Makes sure that the cluster runs; true when it was running already.</summary>
    public async Task<bool> StartOrAdoptAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.TryRead(home.PidFile) is { } left)
        {
            if (await TryAdoptAsync(left, cancellationToken))
            {
                return true;
            }

            home.RemoveSocketDirectory(left.SocketDirectory);
        }

        if (!Directory.Exists(home.Data))
        {
            await MakeAsync(cancellationToken);
        }

        // Once chosen it stays, because it is part of the connection string.
        _socketDirectory ??= home.ChooseSocketDirectory();
        UnixDirectory.MakePrivate(_socketDirectory);
        await home.Account.TakeOverAsync(_socketDirectory, cancellationToken);
        var settings = ClusterSettings.For(_socketDirectory);
        var settingsFile = Path.Combine(home.Data, ClusterSettings.FileName);
        await PrivateFile.WriteAllTextAsync(settingsFile, settings, cancellationToken);
        await home.Account.TakeOverAsync(settingsFile, cancellationToken);
        await LaunchAsync(cancellationToken);
        _running =
            PostmasterFile.TryRead(home.PidFile)
            ?? throw new EmbeddedPostgresException($"PostgreSQL started, but left no '{home.PidFile}'.");
        return false;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.TryRead(home.PidFile) is not { } file || !file.IsAlive(home.PidFile))
        {
            return;
        }

        var result = await RunAsync([programs.PgCtl, "stop", "--silent", "--mode=fast", "--wait", "--timeout=60"], cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"PostgreSQL in '{home.Directory}' did not stop: {result.Tail}");
        }

        home.RemoveSocketDirectory(file.SocketDirectory);
    }

    public string ConnectionString(string database, bool pooled, int maximumPoolSize) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Running.SocketDirectory,
            Port = Running.Port,
            Username = UserName,
            Database = database,
            Pooling = pooled,
            MaxPoolSize = maximumPoolSize,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>Waits until a cluster that is there takes connections (it may be replaying its log); false when it is gone.</summary>
    private async Task<bool> TryAdoptAsync(PostmasterFile file, CancellationToken cancellationToken)
    {
        _running = file;
        var began = timeProvider.GetTimestamp();
        while (file.IsAlive(home.PidFile))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooled: false, 1));
                await connection.OpenAsync(cancellationToken);
                _socketDirectory = file.SocketDirectory;
                return true;
            }
            catch (NpgsqlException error) when (timeProvider.GetElapsedTime(began) > options.StartTimeout)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL in '{home.Directory}' runs (process {file.ProcessId}), but takes no connections.",
                    error
                );
            }
            catch (NpgsqlException)
            {
                await Task.Delay(RetryPause, timeProvider, cancellationToken);
            }
        }

        return false;
    }

    /// <summary>Makes the cluster under another name first, so that a half-made one is never taken for a whole one.</summary>
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        var draft = Path.Combine(home.Directory, "data.new");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        string[] arguments =
        [
            "--auth=trust",
            $"--username={UserName}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
            $"--pgdata={draft}",
        ];
        var result = await RunAsync([programs.InitDb, .. arguments], cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"initdb could not make a cluster in '{home.Directory}': {result.Tail}");
        }

        await File.AppendAllTextAsync(
            Path.Combine(draft, "postgresql.conf"),
            $"\ninclude_if_exists = '{ClusterSettings.FileName}'\n",
            cancellationToken
        );
        Directory.Move(draft, home.Data);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        string[] command =
        [
            programs.PgCtl,
            "start",
            "--silent",
            "--wait",
            $"--timeout={(int)options.StartTimeout.TotalSeconds}",
            $"--log={ClusterHome.LogName}",
        ];
        var began = timeProvider.GetTimestamp();
        while (true)
        {
            var logged = File.Exists(home.LogFile) ? new FileInfo(home.LogFile).Length : 0;
            var result = await RunAsync(command, cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            var said = ReadLogFrom(logged);
            var waited = timeProvider.GetElapsedTime(began);
            if (waited > LeftoverPatience || !LeftoverMessages.Any(message => said.Contains(message, StringComparison.Ordinal)))
            {
                var reason = (result with { Output = "", Error = said.Length > 0 ? said : result.Error }).Tail;
                throw new EmbeddedPostgresException($"PostgreSQL in '{home.Directory}' did not start: {reason}");
            }

            if (waited > ZombiePatience)
            {
                DropForeignPidFile();
            }

            await Task.Delay(RetryPause, timeProvider, cancellationToken);
        }
    }

    /// <summary>
    /// Deletes a pid file whose number now belongs to somebody else; PostgreSQL itself cannot tell and would refuse for ever. Left-over
    /// processes of the old cluster are still found: its shared memory is known by the data directory, not by this file.
    /// </summary>
    private void DropForeignPidFile()
    {
        if (PostmasterFile.TryRead(home.PidFile) is { } file && !file.IsAlive(home.PidFile))
        {
            File.Delete(home.PidFile);
        }
    }

    private string ReadLogFrom(long position)
    {
        try
        {
            using var log = new FileStream(home.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            log.Position = position;
            return new StreamReader(log).ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }

    // The data directory travels in the environment and the log as a bare name, because pg_ctl puts its arguments into a shell line.
    private Task<HostCommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        HostCommand.RunAsync(
            [.. home.Account.Prefix, .. command],
            cancellationToken,
            home.Directory,
            new Dictionary<string, string> { ["PGDATA"] = home.Data }
        );
}
