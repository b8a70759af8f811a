namespace HtmIt.PrivatePostgres;

/// <summary>Where the private PostgreSQL lives and which programs run it.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>The environment variable that names the data directory.</summary>
    public const string DataDirectoryVariable = "HTMIT_DATA_DIR";

    /// <summary>The environment variable that names the directory of PostgreSQL's programs.</summary>
    public const string BinDirectoryVariable = "HTMIT_POSTGRES_BIN";

    /// <summary>
    /// The directory that belongs to one server. The cluster is made in its <c>postgres</c> folder. Default: <c>$HTMIT_DATA_DIR</c>,
    /// else <c>$XDG_DATA_HOME/htmit</c>, else <c>~/.local/share/htmit</c>.
    /// </summary>
    public string DataDirectory { get; set; } = DefaultDataDirectory();

    /// <summary>
    /// The directory of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>. Default: <c>$HTMIT_POSTGRES_BIN</c>; when that is not set
    /// either, they are looked for.
    /// </summary>
    public string? BinDirectory { get; set; } = NullWhenEmpty(Environment.GetEnvironmentVariable(BinDirectoryVariable));

    /// <summary>The most connections one pool of this process may hold open (1 to 50). The cluster allows 60 in all.</summary>
    public int MaximumPoolSize { get; set; } = 20;

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The data directory that a server without further settings uses.</summary>
    public static string DefaultDataDirectory()
    {
        if (NullWhenEmpty(Environment.GetEnvironmentVariable(DataDirectoryVariable)) is { } chosen)
        {
            return chosen;
        }

        var dataHome =
            NullWhenEmpty(Environment.GetEnvironmentVariable("XDG_DATA_HOME"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.Combine(dataHome, "htmit");
    }

    private static string? NullWhenEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
