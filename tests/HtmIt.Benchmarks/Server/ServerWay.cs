namespace HtmIt.Benchmarks.Server;

/// <summary>A way of sending.</summary>
/// <param name="Key">Its part of the names in the JSON line.</param>
/// <param name="Batch">Samples in a batch.</param>
/// <param name="AtOnce">How many of them are of one metric.</param>
internal sealed record ServerWay(string Name, string Key, int Batch, int AtOnce, bool Monitored)
{
    public static readonly ServerWay[] All =
    [
        new("batches of 1", "1", 1, 1, Monitored: true),
        new("batches of 10", "10", 10, 1, Monitored: true),
        new("batches of 100", "100", 100, 1, Monitored: true),
        new("100 of 10 metrics", "100_of_10", 100, 10, Monitored: true),
        new("100 of 1 metric", "100_of_1", 100, 100, Monitored: true),
        new("unmonitored, 100", "unmonitored", 100, 1, Monitored: false),
        new("… of 1 metric", "unmonitored_of_1", 100, 100, Monitored: false),
    ];
}
