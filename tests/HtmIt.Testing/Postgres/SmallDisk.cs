using HtmIt.PrivatePostgres;

namespace HtmIt.Testing.Postgres;

/// <summary>A file system of its own in a cluster's folder, that can be filled up. It goes with the cluster.</summary>
public sealed class SmallDisk
{
    /// <summary>Which folder of a cluster's home is taken off at its end.</summary>
    internal const string FolderName = "disk";

    private readonly string _ballast;

    private SmallDisk(string folder, string tablespace) => (_ballast, Tablespace) = ($"{folder}/ballast", tablespace);

    /// <summary>An empty folder of the cluster's account.</summary>
    public string Tablespace { get; }

    /// <summary>Null, with the reason, when this process may not mount one.</summary>
    internal static async Task<(SmallDisk? Disk, string Reason)> TryMountAsync(ThrowawayCluster cluster, int megabytes)
    {
        var folder = $"{cluster.Home}/{FolderName}";
        var disk = new SmallDisk(folder, $"{folder}/tablespace");
        Directory.CreateDirectory(folder);
        var result = await HostCommand.RunAsync(
            ["mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder],
            CancellationToken.None
        );
        if (!result.Succeeded)
        {
            return (null, $"a file system can't be mounted here: {result.Tail}");
        }
        Directory.CreateDirectory(disk.Tablespace);
        await cluster.Account.TakeOverAsync(folder, CancellationToken.None);
        return (disk, "");
    }

    /// <summary>Takes up what is free, but for some bytes.</summary>
    public void Fill(int bytesLeft)
    {
        var free = new DriveInfo(Path.GetDirectoryName(_ballast)!).AvailableFreeSpace;
        var chunk = new byte[64 * 1024];
        using var ballast = File.Create(_ballast);
        for (var left = free - bytesLeft; left > 0; left -= chunk.Length)
        {
            ballast.Write(chunk);
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(_ballast);
}
