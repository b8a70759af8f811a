using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>Faults that do not pass: more of the same would not help. META-021, RUN-005.</summary>
public sealed class PermanentFaultTests : DatabaseFaultFixture
{
    private static IEnumerable<FaultCase> Cases => FaultCase.Permanent;

    [TestCaseSource(nameof(Cases)), CancelAfter(120_000)]
    public Task Fault_WhileItLasts_IsToldAndAfterItAllGoesOn(object fault, CancellationToken patience) =>
        CheckAsync((FaultCase)fault, patience);
}
