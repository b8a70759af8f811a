namespace HtmIt.Cli.Demo;

/// <summary>Settings of a demo.</summary>
internal sealed record DemoOptions
{
    /// <summary>When to end; absent means at Ctrl-C.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Incidents of at least this severity are told.</summary>
    public double MinSeverity { get; init; } = 3;

    /// <summary>Whether to load the generated history.</summary>
    public bool LoadHistory { get; init; } = true;

    /// <summary>Where a server that the demo starts keeps its data.</summary>
    public required string DataDirectory { get; init; }
}
