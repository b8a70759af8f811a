using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Processes;

/// <summary>
/// Finds the server's program: where the environment says, in the folder of this program (an installed tool brings its server), or beside
/// this program's build output in a checkout.
/// </summary>
internal static class ServerLocator
{
    public const string ProgramVariable = "HTMIT_SERVER_PROGRAM";

    private const string Name = "HtmIt.Server";

    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : throw new CliException($"${ProgramVariable} names {given}, which does not exist.");
        }

        return FindBeside(AppContext.BaseDirectory)
            ?? FindInCheckout(AppContext.BaseDirectory)
            ?? throw new CliException($"The server is not built. Build it with 'dotnet build', or name its program in ${ProgramVariable}.");
    }

    /// <summary>Looks where the package of the tool has it.</summary>
    internal static string? FindBeside(string directory)
    {
        var path = Path.Combine(directory, "server", $"{Name}.dll");
        return File.Exists(path) ? path : null;
    }

    /// <summary>Looks in the build output of the checkout around a directory: this program's own configuration first.</summary>
    internal static string? FindInCheckout(string directory)
    {
        var root = new DirectoryInfo(directory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "HtmIt.sln")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            return null;
        }

        var own = directory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        string[] configurations = own ? ["Release", "Debug"] : ["Debug", "Release"];
        string[] names = [Name, $"{Name}.exe", $"{Name}.dll"];
        return (
            from configuration in configurations
            from name in names
            let path = Path.Combine(root.FullName, "server", Name, "bin", configuration, "net10.0", name)
            where File.Exists(path)
            select path
        ).FirstOrDefault();
    }
}
