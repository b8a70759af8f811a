using HtmIt.PrivatePostgres;

namespace HtmIt.Testing;

/// <summary>A fresh directory that is removed, with all in it, at the end of the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory(string purpose = "test")
    {
        Path = Directory.CreateTempSubdirectory($"htmit-{purpose}-").FullName;

        // Root's tests run PostgreSQL under another account, which has to get through here.
        DataDirectory.OpenAsync(Path, CancellationToken.None).GetAwaiter().GetResult();
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
