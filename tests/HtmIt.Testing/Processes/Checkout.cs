namespace HtmIt.Testing.Processes;

/// <summary>The checkout the tests were built in, and the programs built beside them.</summary>
public static class Checkout
{
    /// <summary>The folder of <c>HtmIt.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What the running tests were built as: <c>Release</c> or <c>Debug</c>.</summary>
    public static string Configuration => Output.Parent!.Name;

    // tests/NAME/bin/Release/net10.0/
    private static DirectoryInfo Output => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The build output of a program, in the configuration of the running tests.</summary>
    /// <param name="project">The project's folder from the root, such as <c>server/HtmIt.Server</c>.</param>
    /// <param name="assembly">The assembly's name without extension.</param>
    public static string Program(string project, string assembly)
    {
        var path = Path.Combine(Root, project, "bin", Configuration, Output.Name, assembly + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"'{path}' is not built; build HtmIt.sln first.", path);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HtmIt.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"There is no checkout around '{AppContext.BaseDirectory}'.");
    }
}
