using System.Text.RegularExpressions;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>A fresh program outside the checkout, with the client's package and the lines of the README, against a real server.</summary>
public sealed partial class ClientPackageTests
{
    private const string DefaultAddress = "http://127.0.0.1:5180";

    private readonly TemporaryDirectory _directory = new("package-client");
    private ServerProcess _server = null!;

    private static LocalFeed Feed => FeedSetUp.Feed;

    private static string Project => Path.Combine(Feed.Workplace, "program");

    [OneTimeSetUp]
    public async Task BuildProgramAsync()
    {
        _server = await ServerProcess.StartAsync(new() { DataDirectory = _directory.Path, Graphite = "off" }, CancellationToken.None);
        Directory.CreateDirectory(Project);
        await File.WriteAllTextAsync(Path.Combine(Project, "program.csproj"), ProjectText(Feed.Find("HtmIt.Client").Version));
        await File.WriteAllTextAsync(
            Path.Combine(Project, "Program.cs"),
            ReadProgram().Replace(DefaultAddress, _server.GrpcAddress.ToString(), StringComparison.Ordinal)
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        await Feed.RunAsync(
            "dotnet",
            ["build", Project, "--configuration", "Release", "--verbosity", "quiet", "-p:UseSharedCompilation=false"],
            patience.Token
        );
    }

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    /// <summary>For net8.0 on the runtime that is here, which the program's users may ask for too.</summary>
    [TestCase("net8.0"), TestCase("net10.0"), CancelAfter(120_000)]
    public async Task Run_ReadmeProgram_PrintsTheScoreOfItsSample(string framework, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Project, "bin", "Release", framework, "program.dll");

        var output = await Feed.RunAsync("dotnet", ["exec", "--roll-forward", "Major", program], cancellationToken);

        Assert.That(output, Does.Match(@"412: surprise [0-9]"));
    }

    [Test]
    public void Readme_OfThePackage_HoldsTheProgramOfTheReadme() =>
        Assert.That(Feed.Find("HtmIt.Client").ReadText("README.md"), Does.Contain(ReadProgram()));

    private static string ReadProgram()
    {
        var program = CSharpBlock().Match(File.ReadAllText(Path.Combine(Checkout.Root, "README.md"))).Groups["code"].Value;
        Assert.That(program, Does.Contain(DefaultAddress), "the README's program is not found");
        return program;
    }

    private static string ProjectText(string version) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="HtmIt.Client" Version="{version}" />
              </ItemGroup>
            </Project>
            """;

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
