namespace HtmIt.Storage.Embedded;

/// <summary>Directories with the modes PostgreSQL and good manners ask for.</summary>
internal static class UnixDirectory
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Passable = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a directory that is for its owner only, and those above it.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotOnWindows();
        }

        Directory.CreateDirectory(path, Private);
    }

    /// <summary>Lets other accounts pass through a directory, without letting them list it.</summary>
    public static void LetPass(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotOnWindows();
        }

        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | Passable);
    }

    private static PlatformNotSupportedException NotOnWindows() =>
        new("The private PostgreSQL needs Linux or macOS; on Windows give a connection string.");
}
