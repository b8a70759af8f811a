using HtmIt.Core.Metrics;

namespace HtmIt.Core.Resources;

/// <summary>What a cloud resource's state changed to.</summary>
/// <param name="Time">When the change was noticed.</param>
/// <param name="State">The provider's own word, e.g. <c>running</c>.</param>
public sealed record ProviderState(DateTimeOffset Time, string State);
