using System.Globalization;

namespace HtmIt.Cli.Demo;

/// <summary>Reads what the machine does from /proc. Rates are over the time since the reading before.</summary>
internal sealed class HostMonitor(TimeProvider timeProvider, string procDirectory = "/proc")
{
    private const double SectorSize = 512;

    private HostCounters? _last;
    private long _lastTimestamp;

    /// <summary>What is read, with the ranges that set up the models: wide enough for a small machine, narrow enough to see it move.</summary>
    public static IReadOnlyList<HostMetric> Metrics { get; } =
    [
        new("cpu", "percent", 100),
        new("memory", "percent", 100),
        new("disk", "bytes/s", 20e6),
        new("net_in", "bytes/s", 2e6),
        new("net_out", "bytes/s", 2e6),
        new("load", "processes", 2 * Environment.ProcessorCount),
        new("context_switches", "1/s", 20_000),
    ];

    /// <summary>Whether this machine tells what it does.</summary>
    public bool IsSupported => File.Exists(Path.Combine(procDirectory, "stat"));

    /// <summary>Reads the machine. The first reading has no rates.</summary>
    public IReadOnlyList<HostSample> Read()
    {
        var now = ReadCounters();
        var timestamp = timeProvider.GetTimestamp();
        var samples = new List<HostSample> { new("memory", ReadMemoryPercent()), new("load", ReadLoad()) };
        if (_last is { } last)
        {
            var seconds = Math.Max(timeProvider.GetElapsedTime(_lastTimestamp, timestamp).TotalSeconds, 1e-3);
            var total = now.CpuTotal - last.CpuTotal;
            samples.Add(new("cpu", total > 0 ? 100 * (now.CpuBusy - last.CpuBusy) / total : 0));
            samples.Add(new("disk", Rate(last.DiskBytes, now.DiskBytes, seconds)));
            samples.Add(new("net_in", Rate(last.ReceivedBytes, now.ReceivedBytes, seconds)));
            samples.Add(new("net_out", Rate(last.SentBytes, now.SentBytes, seconds)));
            samples.Add(new("context_switches", Rate(last.ContextSwitches, now.ContextSwitches, seconds)));
        }

        (_last, _lastTimestamp) = (now, timestamp);
        return samples;
    }

    /// <summary>A counter that went back (a device was unplugged) has no rate.</summary>
    private static double Rate(double before, double after, double seconds) => Math.Max(after - before, 0) / seconds;

    private HostCounters ReadCounters()
    {
        var stat = Lines("stat");
        // cpu  user nice system idle iowait irq softirq steal ...; guest times are part of user's.
        var cpu = Numbers(stat.First(line => line.StartsWith("cpu ", StringComparison.Ordinal))).Take(8).ToArray();
        var switches = Numbers(stat.First(line => line.StartsWith("ctxt ", StringComparison.Ordinal)))[0];
        var network = Lines("net/dev").Skip(2).Select(line => line.Split(':', 2)).Where(parts => parts[0].Trim() != "lo");
        var traffic = network.Select(parts => Numbers("- " + parts[1])).ToList();
        return new HostCounters(
            CpuTotal: cpu.Sum(),
            CpuBusy: cpu.Sum() - cpu[3] - cpu[4],
            DiskBytes: ReadDiskBytes(),
            ReceivedBytes: traffic.Sum(numbers => numbers[0]),
            SentBytes: traffic.Sum(numbers => numbers[8]),
            ContextSwitches: switches
        );
    }

    private double ReadDiskBytes()
    {
        // major minor name reads merged sectors-read ms writes merged sectors-written ...
        var disks = Lines("diskstats")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => IsDisk(fields[2]));
        return SectorSize * disks.Sum(fields => Number(fields[5]) + Number(fields[9]));
    }

    /// <summary>Whole devices only: what goes to a partition counts for its disk already.</summary>
    private static bool IsDisk(string name) =>
        !name.StartsWith("loop", StringComparison.Ordinal)
        && !name.StartsWith("ram", StringComparison.Ordinal)
        && !name.StartsWith("zram", StringComparison.Ordinal)
        && !name.StartsWith("dm-", StringComparison.Ordinal)
        && (!Directory.Exists("/sys/block") || Directory.Exists($"/sys/block/{name}"));

    private double ReadMemoryPercent()
    {
        var memory = Lines("meminfo")
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => Numbers("- " + parts[1])[0]);
        return 100 * (1 - memory["MemAvailable"] / memory["MemTotal"]);
    }

    private double ReadLoad() => Number(Lines("loadavg")[0].Split(' ')[0]);

    private string[] Lines(string file)
    {
        var path = Path.Combine(procDirectory, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    /// <summary>The numbers after a line's first word.</summary>
    private static double[] Numbers(string line) =>
        [
            .. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .TakeWhile(word => char.IsAsciiDigit(word[0]))
                .Select(Number),
        ];

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
