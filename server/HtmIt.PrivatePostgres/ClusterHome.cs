using System.Globalization;
using System.Text;
using IoDirectory = System.IO.Directory;

namespace HtmIt.PrivatePostgres;

/// <summary>The folder that holds a cluster, its socket and its log, and the account that owns it.</summary>
internal sealed record ClusterHome(string Directory, PostgresAccount Account)
{
    /// <summary>Where root keeps the clusters of data directories that lie where no other account may go, such as below /root.</summary>
    public const string SharedRoot = "/var/lib/htmit";

    public const string LogName = "postgres.log";

    /// <summary>The folder in the data directory.</summary>
    public const string FolderName = "postgres";

    /// <summary>The file in the data directory that names a folder elsewhere.</summary>
    public const string PointerName = "postgres.location";

    // Unix sockets have at most 107 bytes of path, and PostgreSQL adds its own name and ".lock".
    private const int LongestSocketDirectory = 107 - 19;

    // In a connection string these separate hosts and ports.
    private const string HostListCharacters = ",:";

    public string Data => Path.Combine(Directory, "data");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    public string LogFile => Path.Combine(Directory, LogName);

    private string DefaultSocketDirectory => Path.Combine(Directory, "run");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? MajorVersion
    {
        get
        {
            var path = Path.Combine(Data, "PG_VERSION");
            return File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var major) ? major : null;
        }
    }

    /// <summary>
    /// Finds or makes the folder: <c>postgres</c> in the data directory. Only when the account cannot get there, a new folder below
    /// <see cref="SharedRoot"/>, and a file in the data directory that names it.
    /// </summary>
    public static async Task<ClusterHome> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var pointer = Path.Combine(dataDirectory, PointerName);
        var folder = File.Exists(pointer) ? (await File.ReadAllTextAsync(pointer, cancellationToken)).Trim() : "";
        if (!IoDirectory.Exists(folder))
        {
            folder = Path.Combine(dataDirectory, FolderName);
        }

        var account = await PostgresAccount.ForAsync(folder, cancellationToken);
        if (account.IsOther)
        {
            if (!await account.CanReachAsync(dataDirectory, cancellationToken) && !folder.StartsWith(SharedRoot, StringComparison.Ordinal))
            {
                folder = Path.Combine(SharedRoot, Guid.NewGuid().ToString("N")[..12]);
                await PrivateFile.WriteAllTextAsync(pointer, folder, cancellationToken);
            }
            if (folder.StartsWith(SharedRoot, StringComparison.Ordinal))
            {
                UnixDirectory.CreatePrivate(SharedRoot);
                await account.LetPassAsync(SharedRoot, cancellationToken);
            }
        }

        var isNew = !IoDirectory.Exists(folder);
        UnixDirectory.MakePrivate(folder);
        if (isNew)
        {
            await account.TakeOverAsync(folder, cancellationToken);
        }

        return new ClusterHome(folder, account);
    }

    /// <summary>Where the socket goes: inside the home, or a short directory when that name would not do.</summary>
    public string ChooseSocketDirectory()
    {
        var fits =
            Encoding.UTF8.GetByteCount(DefaultSocketDirectory) <= LongestSocketDirectory
            && !DefaultSocketDirectory.AsSpan().ContainsAny(HostListCharacters);

        // Made afresh, for its owner only and under a name nobody can know before: other users cannot sit there waiting for us.
        return fits ? DefaultSocketDirectory : IoDirectory.CreateTempSubdirectory("htmit-").FullName;
    }

    /// <summary>Removes a socket directory that was made elsewhere for its short name.</summary>
    public void RemoveSocketDirectory(string folder)
    {
        if (
            folder != DefaultSocketDirectory
            && Path.GetFileName(folder).StartsWith("htmit-", StringComparison.Ordinal)
            && IoDirectory.Exists(folder)
        )
        {
            IoDirectory.Delete(folder, recursive: true);
        }
    }
}
