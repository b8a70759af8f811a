namespace HtmIt.PrivatePostgres;

/// <summary>Files that only their owner may read, write or lock, from the moment they are there and whatever the umask.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens or makes a file. The rights of others on one that was there are taken away first.</summary>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        Close(path);
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite,
            Share = share,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        return new FileStream(path, options);
    }

    public static async Task WriteAllTextAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(Open(path, FileMode.Create));
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }

    /// <summary>Takes all rights of others away from a file, if it is there.</summary>
    internal static void Close(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && UnixDirectory.IsOpenToOthers(path))
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
