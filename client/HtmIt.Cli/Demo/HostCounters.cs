namespace HtmIt.Cli.Demo;

/// <summary>The machine's counters at one moment.</summary>
internal sealed record HostCounters(
    double CpuTotal,
    double CpuBusy,
    double DiskBytes,
    double ReceivedBytes,
    double SentBytes,
    double ContextSwitches
);
