namespace HtmIt.Benchmarks.Fleet;

/// <summary>The processor loads of EC2 machines in a corpus in NAB's layout.</summary>
internal static class Ec2Recordings
{
    private const string Folder = "data/realAWSCloudwatch";
    private const string Files = "ec2_cpu_utilization_*.csv";

    public const string Pattern = $"{Folder}/{Files}";

    public static bool Exist(DirectoryInfo corpus) => Paths(corpus).Length > 0;

    public static Series[] Read(DirectoryInfo corpus) => [.. Paths(corpus).Select(Series.Read)];

    private static string[] Paths(DirectoryInfo corpus)
    {
        var folder = Path.Combine(corpus.FullName, Folder);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Files).Order(StringComparer.Ordinal)] : [];
    }
}
