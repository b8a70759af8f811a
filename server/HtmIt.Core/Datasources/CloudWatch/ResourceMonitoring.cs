using System.Diagnostics.CodeAnalysis;
using HtmIt.Core.Errors;
using HtmIt.Core.Resources;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What became of the wish to monitor one resource of many.</summary>
/// <param name="Resource">The resource; null when it was refused.</param>
/// <param name="Created">Whether this call began to monitor it; what is monitored already stays as it is.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record ResourceMonitoring(Resource? Resource, bool Created, DomainException? Refusal)
{
    [MemberNotNullWhen(false, nameof(Resource))]
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;
}
