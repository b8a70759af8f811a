using System.Globalization;

namespace HtmIt.Benchmarks.Memory;

/// <summary>Memory of a process that is really in use, as the kernel counts it.</summary>
internal static class ResidentMemory
{
    public static double Megabytes(int processId) => Read(processId, "VmRSS:");

    /// <summary>The most there has been since the process started.</summary>
    public static double PeakMegabytes(int processId) => Read(processId, "VmHWM:");

    private static double Read(int processId, string name)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line[name.Length..].Trim().Split(' ')[0];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1_024.0;
    }
}
