using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>A sample that the server did not store.</summary>
/// <param name="Target">The metric it was meant for.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Reason">One of <see cref="ErrorReasons"/> or a newer one.</param>
/// <param name="Message">A sentence for people: the value and the rule.</param>
public sealed record RefusedSample(MetricTarget Target, Sample Sample, string Reason, string Message)
{
    /// <summary>The field that breaks the rule, e.g. <c>value</c>; empty when none does.</summary>
    public string Field { get; init; } = "";
}
