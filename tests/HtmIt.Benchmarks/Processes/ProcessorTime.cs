using System.Globalization;

namespace HtmIt.Benchmarks.Processes;

/// <summary>Processor time of processes with all that they started, as the kernel counts it: says what work costs also where others share the
/// machine.</summary>
internal static class ProcessorTime
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static double Seconds(params ReadOnlySpan<int> processIds)
    {
        double seconds = 0;
        foreach (var id in processIds)
        {
            seconds += Own(id) + Children(id);
        }
        return seconds;
    }

    private static double Children(int processId)
    {
        double seconds = 0;
        foreach (var child in ReadOrEmpty($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            seconds += Seconds(int.Parse(child, CultureInfo.InvariantCulture));
        }
        return seconds;
    }

    /// <summary>With that of children which ended and were waited for; none of a process that ended meanwhile.</summary>
    private static double Own(int processId)
    {
        var stat = ReadOrEmpty($"/proc/{processId}/stat");
        // The name in parentheses may hold spaces. After it come state (3) and the other fields of proc(5); utime to cstime are 14 to 17.
        return stat.Length == 0
            ? 0
            : stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture))
                / TicksPerSecond;
    }

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
