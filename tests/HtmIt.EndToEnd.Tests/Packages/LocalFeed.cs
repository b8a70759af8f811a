using System.Text.Json;
using HtmIt.Testing;
using HtmIt.Testing.Processes;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>
/// What somebody has who was given the packages of this checkout: those, freshly packed, the packages they stand on, as the build has
/// restored them, and an empty cache. No network.
/// </summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly TemporaryDirectory _directory = new("packages");

    private LocalFeed() { }

    /// <summary>The folder that "dotnet pack" filled.</summary>
    public string Packages => Path.Combine(_directory.Path, "packages");

    /// <summary>The folder for whatever uses the packages, with the feed's settings above it.</summary>
    public string Workplace => Path.Combine(_directory.Path, "work");

    /// <summary>The settings that name the feed and nothing else.</summary>
    public string Settings => Path.Combine(_directory.Path, "nuget.config");

    /// <summary>What programs outside the checkout get to see, instead of what the test run sets.</summary>
    private Dictionary<string, string?> OwnEnvironment =>
        new(BuildEnvironment)
        {
            ["NUGET_PACKAGES"] = Path.Combine(_directory.Path, "cache"),
            ["DOTNET_CLI_HOME"] = Path.Combine(_directory.Path, "home"),
            ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            // Checking who signed a package asks the network.
            ["DOTNET_NUGET_SIGNATURE_VERIFICATION"] = "false",
        };

    /// <summary>The build leaves no process behind, and is not told where the SDK of the test run keeps its parts.</summary>
    private static Dictionary<string, string?> BuildEnvironment =>
        new()
        {
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
            ["MSBUILD_EXE_PATH"] = null,
        };

    /// <summary>Packs the solution as it was built.</summary>
    public static async Task<LocalFeed> PackAsync(CancellationToken cancellationToken)
    {
        var feed = new LocalFeed();
        try
        {
            Directory.CreateDirectory(feed.Workplace);
            await File.WriteAllTextAsync(feed.Settings, feed.SettingsText(), cancellationToken);
            string[] arguments = ["--configuration", Checkout.Configuration, "--no-build", "--no-restore", "--verbosity", "quiet"];
            await RunAsync(
                "dotnet",
                ["pack", Path.Combine(Checkout.Root, "HtmIt.sln"), .. arguments, $"-p:PackageOutputPath={feed.Packages}"],
                BuildEnvironment,
                cancellationToken
            );
            return feed;
        }
        catch
        {
            feed.Dispose();
            throw;
        }
    }

    /// <summary>The one package of an id.</summary>
    public PackageFile Find(string id, string extension = ".nupkg") =>
        Directory
            .EnumerateFiles(Packages, $"{id}.*{extension}")
            .Where(path => Path.GetExtension(path) == extension)
            .Select(path => new PackageFile(path))
            .Single();

    /// <summary>Runs a program as somebody outside the checkout, expecting that it ends well; what it wrote.</summary>
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, OwnEnvironment, cancellationToken);

    /// <summary>Starts a program as somebody outside the checkout.</summary>
    public ManagedProcess Start(string program, IReadOnlyList<string> arguments, Action<string> onOutput) =>
        ManagedProcess.StartCommand(program, arguments, OwnEnvironment, onOutput);

    public void Dispose() => _directory.Dispose();

    private static async Task<string> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        CancellationToken cancellationToken
    )
    {
        await using var process = ManagedProcess.StartCommand(program, arguments, environment);
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return exitCode == 0
            ? process.Output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{process.Output}");
    }

    private string SettingsText() =>
        $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Packages}" />
                <add key="restored" value="{RestoredPackages()}" />
              </packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="packed"><package pattern="HtmIt.*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
              <auditSources><clear /></auditSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """;

    /// <summary>Where the build of this checkout keeps its packages, laid out as a feed is.</summary>
    private static string RestoredPackages()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "client/HtmIt.Client/obj/project.assets.json")));
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
    }
}
