using System.Diagnostics.CodeAnalysis;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources;

/// <summary>What became of the wish to monitor one metric of many.</summary>
/// <param name="Metric">The metric; null when it was refused.</param>
/// <param name="Created">Whether this call began to monitor it; what is monitored already stays as it is.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record ModelCreation(Metric? Metric, bool Created, DomainException? Refusal)
{
    [MemberNotNullWhen(false, nameof(Metric))]
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>What comes of the work; faults of the server are no outcomes.</summary>
    public static async Task<ModelCreation> OfAsync(Func<Task<(Metric Metric, bool Created)>> create)
    {
        try
        {
            var (metric, created) = await create();
            return new(metric, created, null);
        }
        catch (DomainException refusal) when (refusal.Reason != ErrorReason.Internal)
        {
            return new(null, false, refusal);
        }
    }
}
