using System.Globalization;

namespace HtmIt.PrivatePostgres;

/// <summary>
/// One server per data directory. The lock is the kernel's (<c>flock</c>, which a file opened for itself alone takes), so it vanishes with
/// the process, however that ends. The number of the holder stands in a file beside it, because the locked one cannot be read.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    internal const string LockName = "server.lock";
    internal const string HolderName = "server.pid";

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock. Whoever can open the file could hold it: nobody else can.</summary>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        var holder = Path.Combine(dataDirectory, HolderName);
        FileStream file;
        try
        {
            file = PrivateFile.Open(Path.Combine(dataDirectory, LockName), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{dataDirectory}' is in use by the server with process id {ReadHolder(holder)}; stop that one first or choose another with --data-dir or {EmbeddedPostgresOptions.DataDirectoryVariable}.",
                error
            );
        }

        using (var writer = new StreamWriter(PrivateFile.Open(holder, FileMode.Create)))
        {
            writer.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }

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
