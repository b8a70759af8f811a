using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Neighbouring samples of a series that the server did not store, for the same reason and the same field.</summary>
/// <param name="Target">The metric they were meant for.</param>
/// <param name="FirstIndex">Index in the series of the first of them.</param>
/// <param name="Samples">The samples; at least one.</param>
/// <param name="Reason">One of <see cref="ErrorReasons"/> or a newer one.</param>
/// <param name="Message">A sentence for people about the first of them: the value and the rule. Empty when there were very many.</param>
public sealed record Refusal(MetricTarget Target, int FirstIndex, IReadOnlyList<Sample> Samples, string Reason, string Message)
{
    /// <summary>The field that breaks the rule, e.g. <c>value</c>; empty when none does.</summary>
    public string Field { get; init; } = "";
}
