using HtmIt.Faults.Checking;

namespace HtmIt.Faults.Laboratory;

/// <summary>What one round brought to light.</summary>
/// <param name="Acknowledged">Samples the server gave its word for in this round.</param>
/// <param name="Findings">What was not found in any round before.</param>
internal sealed record RoundResult(int Round, string Fault, double Seconds, int Acknowledged, IReadOnlyList<Finding> Findings)
{
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}
