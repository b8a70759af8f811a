namespace HtmIt.PrivatePostgres;

/// <summary>The folder of one server. Nobody else may read, lock or pass through anything in it; only the account that runs root's PostgreSQL
/// may pass through, as the folder's group, to the cluster that is its own.</summary>
internal static class DataDirectory
{
    /// <summary>Makes the folder, or closes one that is open to others.</summary>
    /// <exception cref="EmbeddedPostgresException">It can't be closed: it is another user's, or holds what is not the server's.</exception>
    public static async Task OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The private PostgreSQL needs Linux or macOS; on Windows give a connection string.");
        }
        var made = UnixDirectory.CreatePrivate(path);
        var account = await PostgresAccount.ForAsync(Path.Combine(path, ClusterHome.FolderName), cancellationToken);
        // Those above it that were missing are the server's too.
        foreach (var folder in made)
        {
            await account.LetPassAsync(folder, cancellationToken);
        }
        if (made.Count == 0)
        {
            await CloseAsync(path, account, cancellationToken);
        }
    }

    private static async Task CloseAsync(string path, PostgresAccount account, CancellationToken cancellationToken)
    {
        if (!await PostgresAccount.IsResourcesAsync(path, cancellationToken))
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{path}' belongs to another user, who could read and change all in it; start the server as that user, give the directory to the server's (chown), or choose another with --data-dir or {EmbeddedPostgresOptions.DataDirectoryVariable}."
            );
        }
        if (!await account.IsClosedToOthersAsync(path, cancellationToken))
        {
            // Whatever else is in there, others may have their reasons to get at it: /tmp must not be closed because somebody named it here.
            if (Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(IsForeign) is { } foreign)
            {
                throw new EmbeddedPostgresException(
                    $"The data directory '{path}' is open to other users and holds '{foreign}', which is not the server's; close it (chmod 700), or choose a directory for the server alone with --data-dir or {EmbeddedPostgresOptions.DataDirectoryVariable}."
                );
            }
        }
        await account.LetPassAsync(path, cancellationToken);
        PrivateFile.Close(Path.Combine(path, DataDirectoryLock.LockName));
        PrivateFile.Close(Path.Combine(path, DataDirectoryLock.HolderName));
        PrivateFile.Close(Path.Combine(path, ClusterHome.PointerName));
    }

    private static bool IsForeign(string? name) =>
        name
            is not (
                DataDirectoryLock.LockName
                or DataDirectoryLock.HolderName
                or ClusterHome.FolderName
                or ClusterHome.PointerName
                or "feedback"
                or "keys"
            );
}
