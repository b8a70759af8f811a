namespace HtmIt.PrivatePostgres;

/// <summary>Directories for their owner only, whatever the umask: nobody else may list them, read in them or pass through them. On Windows
/// they are what the folder above makes them.</summary>
public static class UnixDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Makes a directory and those above it that are missing, each private from the moment it is there. One that was there stays
    /// as it is.</summary>
    /// <returns>Those that were made, outermost first.</returns>
    public static IReadOnlyList<string> CreatePrivate(string path)
    {
        var missing = new Stack<string>();
        for (var folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Push(folder);
        }
        foreach (var folder in missing)
        {
            // One at a time: given a whole path, the mode would be that of the last one alone.
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly);
            }
        }
        return [.. missing];
    }

    /// <summary>Makes a directory as <see cref="CreatePrivate"/> does, or takes all rights of others away from one that was there.</summary>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static void MakePrivate(string path)
    {
        CreatePrivate(path);
        if (IsOpenToOthers(path))
        {
            SetMode(path, OwnerOnly);
        }
    }

    /// <summary>Whether anybody but the owner may do anything with a file or directory.</summary>
    internal static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>Whether the user of this process is the owner, who alone may set a mode.</summary>
    public static bool IsOwn(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() || SetMode(path, File.GetUnixFileMode(path));
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Lets the group of a directory pass through it, and nobody else do anything.</summary>
    internal static void LetGroupPass(string path) => SetMode(path, OwnerOnly | UnixFileMode.GroupExecute);

    private static bool SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
        return true;
    }
}
