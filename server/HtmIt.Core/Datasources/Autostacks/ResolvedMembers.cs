using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Who the members of autostacks are.</summary>
/// <param name="Members">By autostack.</param>
/// <param name="Faults">The autostacks whose members could not be asked for.</param>
internal sealed record ResolvedMembers(
    IReadOnlyDictionary<AutostackId, IReadOnlyList<AutostackMember>> Members,
    IReadOnlyDictionary<AutostackId, AwsException> Faults
)
{
    public IReadOnlyList<AutostackMember> Of(IOfAutostack metric) => Members[metric.Autostack.Id];

    /// <summary>Why the members of the metric's autostack are not known; null when they are.</summary>
    public AwsException? FaultOf(IOfAutostack metric) => Faults.GetValueOrDefault(metric.Autostack.Id);
}
