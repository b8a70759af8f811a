using System.Globalization;

namespace HtmIt.Storage.Embedded;

/// <summary>
/// One server per data directory. The lock is the kernel's (<c>flock</c>, which a file opened for itself alone takes), so it vanishes with
/// the process, however that ends. The number of the holder stands in a file beside it, because the locked one cannot be read.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    public static DataDirectoryLock Take(string dataDirectory)
    {
        var holder = Path.Combine(dataDirectory, "server.pid");
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(dataDirectory, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{dataDirectory}' is in use by the server with process id {ReadHolder(holder)}; stop that one first or choose another with --data-dir or {EmbeddedPostgresOptions.DataDirectoryVariable}.",
                error
            );
        }

        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataDirectoryLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string ReadHolder(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
