using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>A batch of an ingest session that the server refused as a whole: nothing of it is stored.</summary>
/// <param name="Series">What it held, by metric.</param>
/// <param name="Error">Why.</param>
public sealed record BatchRefusal(IReadOnlyList<SampleSeries> Series, HtmItException Error)
{
    /// <summary>How many samples it held.</summary>
    public int SampleCount => Series.Sum(series => series.Samples.Count);
}
