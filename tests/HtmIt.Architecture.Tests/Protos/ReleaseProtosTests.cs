using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary><c>eng/release-protos.sh</c> makes the image anew, for a line of the changelog, and counts breaks.</summary>
public sealed partial class ReleaseProtosTests
{
    private const string Line = "Wire: `GetServerInfo` is gone from a test; do without it, whatever you are and wherever this line ends.";

    private ContractCopy _copy = null!;

    [SetUp]
    public async Task CopyAsync() => _copy = await ContractCopy.CreateAsync(CancellationToken.None);

    [TearDown]
    public void RemoveCopy() => _copy.Dispose();

    [Test, CancelAfter(120_000)]
    public async Task Release_BreakWithItsLine_IsANewRevisionAndPassesTheCheck(CancellationToken cancellationToken)
    {
        var before = Revision();
        _copy.DeleteRpc();
        WriteLine();

        var (exitCode, output) = await _copy.ReleaseAsync([Line], cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Revision(), Is.EqualTo(before + 1));
        Assert.That((await _copy.CheckAsync(cancellationToken)).ExitCode, Is.Zero);
    }

    [Test, CancelAfter(120_000)]
    public async Task Release_Addition_IsKeptFromThenOnAndLeavesTheRevision(CancellationToken cancellationToken)
    {
        var before = Revision();
        var proto = _copy.Read(ContractCopy.Proto);
        _copy.AddRpc();
        WriteLine();

        var (exitCode, output) = await _copy.ReleaseAsync([Line], cancellationToken);
        _copy.Edit(ContractCopy.Proto, _ => proto);
        var withoutIt = await _copy.CheckAsync(cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Revision(), Is.EqualTo(before));
        Assert.That(withoutIt.Output, Does.Contain("RPC \"Added\""));
    }

    [Test, CancelAfter(120_000)]
    public async Task Release_BreakThatBufDoesNotSee_IsANewRevision(CancellationToken cancellationToken)
    {
        var before = Revision();
        WriteLine();

        var (exitCode, output) = await _copy.ReleaseAsync(["--break", Line], cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Revision(), Is.EqualTo(before + 1));
    }

    [Test, CancelAfter(120_000)]
    public async Task Release_LineIsNotInTheChangelog_ChangesNothing(CancellationToken cancellationToken)
    {
        _copy.DeleteRpc();

        await AssertRefusesAsync([Line], "not in CHANGELOG.md under Unreleased", cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task Release_LineOfTheImageBefore_ChangesNothing(CancellationToken cancellationToken)
    {
        WriteLine();
        Assert.That((await _copy.ReleaseAsync(["--break", Line], cancellationToken)).ExitCode, Is.Zero);
        _copy.DeleteRpc();
        await _copy.ReleaseAsync([Line], cancellationToken);
        await _copy.CommitAsync(cancellationToken);

        await AssertRefusesAsync([Line], "stood in CHANGELOG.md already", cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task Release_WithoutALine_ChangesNothing(CancellationToken cancellationToken) =>
        await AssertRefusesAsync([], "usage:", cancellationToken);

    private async Task AssertRefusesAsync(string[] arguments, string reason, CancellationToken cancellationToken)
    {
        var image = _copy.ReadBytes(ContractCopy.ReleasedImage);
        var revision = Revision();

        var (exitCode, output) = await _copy.ReleaseAsync(arguments, cancellationToken);

        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain(reason));
        Assert.That(_copy.ReadBytes(ContractCopy.ReleasedImage), Is.EqualTo(image));
        Assert.That(Revision(), Is.EqualTo(revision));
    }

    /// <summary>Writes the line as people do, with line breaks where they fit.</summary>
    private void WriteLine() =>
        _copy.Edit(
            "CHANGELOG.md",
            text => Unreleased().Replace(text, $"## [Unreleased]\n\n- {Line.Replace("; ", ";\n  ", StringComparison.Ordinal)}\n", 1)
        );

    private int Revision() => int.Parse(Current().Match(_copy.Read(ContractCopy.Revision)).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^## \[Unreleased\]\n", RegexOptions.Multiline)]
    private static partial Regex Unreleased();

    [GeneratedRegex(@"const int Current = (\d+);")]
    private static partial Regex Current();
}
