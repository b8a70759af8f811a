namespace HtmIt.Testing.Processes;

/// <summary>How to start the server: with a data directory of its own, or on a database that is there.</summary>
public sealed record ServerProcessOptions
{
    /// <summary>The data directory with the private PostgreSQL. Either this or <see cref="ConnectionString"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>A database to use instead of a private one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where gRPC is served; port 0 picks a free one.</summary>
    public string Listen { get; init; } = "127.0.0.1:0";

    /// <summary>Where Graphite text is taken; port 0 picks a free one, <c>off</c> none.</summary>
    public string Graphite { get; init; } = "127.0.0.1:0";

    /// <summary>Further arguments, such as <c>--HtmIt:Grains:CheckpointRows 50</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Further environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The umask it starts with, such as <c>077</c>; null leaves that of the tests.</summary>
    public string? Umask { get; init; }

    /// <summary>How long it may take to be ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
