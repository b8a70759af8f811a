using Orleans;

namespace HtmIt.Grains;

/// <summary>The actor of one metric, keyed by the metric's uid. Samples travel as two arrays: times in whole seconds, values.</summary>
[Alias("htmit.IMetricGrain")]
internal interface IMetricGrain : IGrainWithGuidKey
{
    [Alias("Append")]
    Task<GrainReply<AppendReply>> AppendAsync(SampleBlock samples);

    /// <param name="nextCollect">Start of the next collection window, whole seconds since 1970, UTC.</param>
    [Alias("Collect")]
    Task<GrainReply<AppendReply>> CollectAsync(SampleBlock samples, long nextCollect);

    [Alias("Fail")]
    Task<GrainReply<bool>> FailAsync(string message);

    /// <param name="spec">The model spec in its stored form.</param>
    [Alias("Start")]
    Task<GrainReply<bool>> StartAsync(string spec);

    [Alias("Stop")]
    Task<GrainReply<bool>> StopAsync();

    /// <param name="spec">The model spec in its stored form; null for the one it has.</param>
    /// <param name="generation">The generation to restart; null for whatever it is.</param>
    [Alias("Restart")]
    Task<GrainReply<bool>> RestartAsync(string? spec, int? generation);

    [Alias("Delete")]
    Task<GrainReply<bool>> DeleteAsync();

    [Alias("Save")]
    Task<GrainReply<bool>> SaveAsync();

    [Alias("Wake")]
    Task<GrainReply<bool>> WakeAsync();
}
