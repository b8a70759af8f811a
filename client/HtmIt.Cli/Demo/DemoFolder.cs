namespace HtmIt.Cli.Demo;

/// <summary>Where a demo's server keeps its data: beside the folder of other servers, so that what is played with does not get among what is
/// needed.</summary>
internal static class DemoFolder
{
    private const string Suffix = "-demo";

    /// <param name="variable">Reads an environment variable.</param>
    public static string Default(Func<string, string?> variable)
    {
        // As the server finds its own.
        var servers =
            Given("HTMIT_DATA_DIR")
            ?? Path.Combine(
                Given("XDG_DATA_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"),
                "htmit"
            );
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(servers)) + Suffix;

        string? Given(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name);
    }
}
