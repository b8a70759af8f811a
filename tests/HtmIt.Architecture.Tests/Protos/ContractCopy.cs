using System.Text.RegularExpressions;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>The protos, the changelog and the scripts that guard them, copied to where a test may change them: a git repository of its own.</summary>
internal sealed partial class ContractCopy : IDisposable
{
    /// <summary>A proto whose service has the rpc <c>GetServerInfo</c>.</summary>
    public const string Proto = "protos/htmit/v1/diagnostics_service.proto";

    public const string Revision = "protos/ContractRevision.cs";
    public const string ReleasedImage = "protos/released/htmit.binpb";

    private static readonly string[] Files =
    [
        "buf.yaml",
        "CHANGELOG.md",
        "package.json",
        "eng/common.sh",
        "eng/check-breaking.sh",
        "eng/release-protos.sh",
        Revision,
        ReleasedImage,
    ];

    private readonly TemporaryDirectory _folder = new("contract");

    private ContractCopy() { }

    /// <summary>Copies what the checkout has, and commits it.</summary>
    public static async Task<ContractCopy> CreateAsync(CancellationToken cancellationToken)
    {
        var copy = new ContractCopy();
        var protos = new[] { "protos", "third_party" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.proto", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Checkout.Root, path));
        foreach (var file in Files.Concat(protos))
        {
            var target = copy.PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Checkout.Root, file), target);
        }

        Directory.CreateSymbolicLink(copy.PathOf("node_modules"), Path.Combine(Checkout.Root, "node_modules"));
        await copy.RunGitAsync(["init", "--quiet"], cancellationToken);
        await copy.CommitAsync(cancellationToken);
        return copy;
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public byte[] ReadBytes(string file) => File.ReadAllBytes(PathOf(file));

    /// <summary>Changes a file.</summary>
    /// <param name="file">Its path from the root.</param>
    /// <param name="change">Makes the new text; fails the test when that is the old one.</param>
    public void Edit(string file, Func<string, string> change)
    {
        var before = Read(file);
        var after = change(before);
        Assert.That(after, Is.Not.EqualTo(before), $"nothing was changed in {file}");
        File.WriteAllText(PathOf(file), after);
    }

    public void DeleteRpc() => Edit(Proto, text => GetServerInfo().Replace(text, ""));

    public void AddRpc() =>
        Edit(
            Proto,
            text =>
                text.Replace(
                    "service DiagnosticsService {",
                    "service DiagnosticsService {\n  rpc Added(SubmitFeedbackRequest) returns (SubmitFeedbackResponse);",
                    StringComparison.Ordinal
                )
        );

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await RunGitAsync(["add", "--force", "CHANGELOG.md", "protos"], cancellationToken);
        await RunGitAsync(["commit", "--quiet", "--no-verify", "--message", "test"], cancellationToken);
    }

    public Task<(int ExitCode, string Output)> CheckAsync(CancellationToken cancellationToken) =>
        Tool.RunAsync(_folder.Path, PathOf("eng/check-breaking.sh"), [], cancellationToken);

    public Task<(int ExitCode, string Output)> ReleaseAsync(string[] arguments, CancellationToken cancellationToken) =>
        Tool.RunAsync(_folder.Path, PathOf("eng/release-protos.sh"), arguments, cancellationToken);

    public void Dispose() => _folder.Dispose();

    private async Task RunGitAsync(string[] arguments, CancellationToken cancellationToken)
    {
        string[] identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
        var (exitCode, output) = await Tool.RunAsync(_folder.Path, "git", [.. identity, .. arguments], cancellationToken);
        Assert.That(exitCode, Is.Zero, output);
    }

    private string PathOf(string file) => Path.Combine(_folder.Path, file);

    [GeneratedRegex(@"  rpc GetServerInfo\(.*?\n  \}\n", RegexOptions.Singleline)]
    private static partial Regex GetServerInfo();
}
