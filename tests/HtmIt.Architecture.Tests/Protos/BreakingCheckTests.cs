using System.Text.RegularExpressions;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary><c>eng/check-breaking.sh</c> sees what breaks clients of the released protos.</summary>
public sealed partial class BreakingCheckTests
{
    private ContractCopy _copy = null!;

    [SetUp]
    public async Task CopyAsync() => _copy = await ContractCopy.CreateAsync(CancellationToken.None);

    [TearDown]
    public void RemoveCopy() => _copy.Dispose();

    [Test, CancelAfter(120_000)]
    public async Task Check_NothingChanged_Passes(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await _copy.CheckAsync(cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
    }

    [Test, CancelAfter(120_000)]
    public async Task Check_RpcDeleted_Fails(CancellationToken cancellationToken)
    {
        _copy.DeleteRpc();

        await AssertFailsAsync("RPC \"GetServerInfo\" on service \"DiagnosticsService\" was deleted", cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task Check_ServiceDeleted_Fails(CancellationToken cancellationToken)
    {
        _copy.Edit(ContractCopy.Proto, text => Service().Replace(text, ""));

        await AssertFailsAsync("service \"DiagnosticsService\" was deleted", cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task Check_NamespaceDeleted_Fails(CancellationToken cancellationToken)
    {
        _copy.Edit(ContractCopy.Proto, text => text.Replace("option csharp_namespace = \"HtmIt.V1\";\n", "", StringComparison.Ordinal));

        await AssertFailsAsync("\"csharp_namespace\" changed", cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task Check_RpcAdded_Passes(CancellationToken cancellationToken)
    {
        _copy.AddRpc();

        var (exitCode, output) = await _copy.CheckAsync(cancellationToken);

        Assert.That(exitCode, Is.Zero, output);
    }

    private async Task AssertFailsAsync(string reason, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await _copy.CheckAsync(cancellationToken);

        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain(reason).And.Contain("eng/release-protos.sh"));
    }

    [GeneratedRegex(@"^service DiagnosticsService \{.*?^\}\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Service();
}
