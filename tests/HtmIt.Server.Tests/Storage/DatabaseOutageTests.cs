using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The database as a whole is away, or does not let the server in. META-021, RUN-005.</summary>
public sealed class DatabaseOutageTests : DatabaseFaultFixture
{
    private static IEnumerable<FaultCase> Cases => FaultCase.Outages;

    [TestCaseSource(nameof(Cases)), CancelAfter(120_000)]
    public Task Fault_WhileItLasts_IsToldAndAfterItAllGoesOn(object fault, CancellationToken patience) =>
        CheckAsync((FaultCase)fault, patience);
}
