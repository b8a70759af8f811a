using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>Somebody holds what the server needs. META-021, RUN-005.</summary>
public sealed class DatabaseLockTests : DatabaseFaultFixture
{
    private static IEnumerable<FaultCase> Cases => FaultCase.Locks;

    [TestCaseSource(nameof(Cases)), CancelAfter(120_000)]
    public Task Fault_WhileItLasts_IsToldAndAfterItAllGoesOn(object fault, CancellationToken patience) =>
        CheckAsync((FaultCase)fault, patience);

    [TestCase("lock table metric_head"), CancelAfter(240_000)] // a server that has had nothing to write yet
    [TestCase("lock table metric_data")]
    [TestCase("lock table commit_head")]
    [TestCase("select from commit_head for update")]
    public async Task Lock_NobodyWrites_HealthSaysSo(string sql)
    {
        await ServingAsync(true);
        await Database.HoldAsync(sql);
        try
        {
            await ServingAsync(false);
        }
        finally
        {
            await Database.ReleaseAsync();
        }
        await ServingAsync(true);
    }
}
