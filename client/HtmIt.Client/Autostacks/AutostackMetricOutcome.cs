using HtmIt.Client.Errors;
using HtmIt.Client.Models;

namespace HtmIt.Client.Autostacks;

/// <summary>What became of one metric of a batch: a result or an error.</summary>
/// <param name="Metric">The metric that was asked for.</param>
/// <param name="Result">Its model; absent when it failed.</param>
/// <param name="Error">Why it failed; absent when it did not.</param>
public sealed record AutostackMetricOutcome(AutostackMetric Metric, CreateModelResult? Result, HtmItError? Error);
