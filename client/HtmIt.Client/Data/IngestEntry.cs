namespace HtmIt.Client;

/// <summary>What writers hand to the collector: a sample, or the wish to know when everything before it is acknowledged.</summary>
internal readonly record struct IngestEntry(MetricTarget? Target, Sample Sample, TaskCompletionSource? Flush)
{
    public static IngestEntry Of(MetricTarget target, Sample sample) => new(target, sample, Flush: null);

    public static IngestEntry Of(TaskCompletionSource flush) => new(Target: null, Sample: default, flush);
}
