namespace HtmIt.Core.Collecting;

/// <summary>Series that a datasource's monitored metrics take, by their periods in seconds: what is paid for.</summary>
/// <param name="Here">In one account and region.</param>
/// <param name="Everywhere">In all of them.</param>
public sealed record SeriesCount(IReadOnlyDictionary<int, long> Here, IReadOnlyDictionary<int, long> Everywhere)
{
    public static readonly SeriesCount None = new(new Dictionary<int, long>(), new Dictionary<int, long>());

    /// <summary>All of one period.</summary>
    public static SeriesCount Of(int periodSeconds, long here, long everywhere) =>
        new(new Dictionary<int, long> { [periodSeconds] = here }, new Dictionary<int, long> { [periodSeconds] = everywhere });
}
