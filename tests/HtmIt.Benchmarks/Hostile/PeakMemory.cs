using System.Globalization;

namespace HtmIt.Benchmarks.Hostile;

/// <summary>What the kernel says of a process's memory.</summary>
internal static class PeakMemory
{
    /// <summary>The most that a hostile sender may make the server take.</summary>
    public const double LimitMiB = 512;

    /// <summary>The most that was ever resident, in MiB.</summary>
    public static double OfProcess(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal);
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1_024;
    }
}
