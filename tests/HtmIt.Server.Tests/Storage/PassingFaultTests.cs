using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>Faults that the database raises and that pass. META-021, RUN-005.</summary>
public sealed class PassingFaultTests : DatabaseFaultFixture
{
    private static IEnumerable<FaultCase> Cases => FaultCase.Passing;

    [TestCaseSource(nameof(Cases)), CancelAfter(120_000)]
    public Task Fault_WhileItLasts_IsToldAndAfterItAllGoesOn(object fault, CancellationToken patience) =>
        CheckAsync((FaultCase)fault, patience);
}
