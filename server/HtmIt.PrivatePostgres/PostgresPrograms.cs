using System.Globalization;

namespace HtmIt.PrivatePostgres;

/// <summary>The directory that holds PostgreSQL's programs.</summary>
internal sealed record PostgresPrograms(string BinDirectory)
{
    private static readonly string[] Names = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => Path.Combine(BinDirectory, "initdb");

    public string PgCtl => Path.Combine(BinDirectory, "pg_ctl");

    public string Postgres => Path.Combine(BinDirectory, "postgres");

    /// <summary>The first directory of the search that has the programs, in reach of the account and of the wanted major version.</summary>
    /// <param name="search">Where to look.</param>
    /// <param name="account">Who will run them.</param>
    /// <param name="majorVersion">The version that made the cluster: no other can open it. Null when there is none yet.</param>
    public static async Task<PostgresPrograms> FindAsync(
        PostgresSearch search,
        PostgresAccount account,
        int? majorVersion,
        CancellationToken cancellationToken
    )
    {
        var seen = new List<string>();
        foreach (var directory in search.Candidates().Where(HoldsAll))
        {
            var programs = new PostgresPrograms(directory);
            if (!await account.CanReachAsync(programs.Postgres, cancellationToken))
            {
                continue;
            }

            if (majorVersion is null || await programs.MajorVersionAsync(cancellationToken) == majorVersion)
            {
                return programs;
            }

            seen.Add(directory);
        }

        throw new EmbeddedPostgresException(Missing(search, majorVersion, seen));
    }

    /// <summary>The major version, as the program itself says it.</summary>
    public async Task<int> MajorVersionAsync(CancellationToken cancellationToken)
    {
        // "postgres (PostgreSQL) 15.18 (Debian …)", "postgres (PostgreSQL) 19beta1"
        var result = await HostCommand.RunAsync([Postgres, "--version"], cancellationToken);
        var version = result.Output.Split(' ', StringSplitOptions.TrimEntries).ElementAtOrDefault(2) ?? "";
        var digits = string.Concat(version.TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private static bool HoldsAll(string directory) => Names.All(name => File.Exists(Path.Combine(directory, name)));

    private static string Missing(PostgresSearch search, int? majorVersion, List<string> seen)
    {
        if (seen.Count > 0)
        {
            return $"The data directory was made by PostgreSQL {majorVersion}, but the programs in {string.Join(", ", seen)} are of another version; "
                + $"install them with 'apt-get install --no-install-recommends postgresql-{majorVersion}' or name their directory in {EmbeddedPostgresOptions.BinDirectoryVariable}.";
        }

        return search.Explicit is not null
            ? $"There are no PostgreSQL programs (initdb, pg_ctl, postgres) to run in '{search.Explicit}', the directory given by option or {EmbeddedPostgresOptions.BinDirectoryVariable}; "
                + "correct it, or leave it out and install them with 'apt-get install --no-install-recommends postgresql'."
            : "PostgreSQL's programs (initdb, pg_ctl, postgres) were not found; install them with 'apt-get install --no-install-recommends postgresql', "
                + $"name their directory in {EmbeddedPostgresOptions.BinDirectoryVariable}, or give a connection string.";
    }
}
