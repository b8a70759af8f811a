namespace HtmIt.Quality.Young;

/// <summary>Rows of about the same age: from one to the last before another, counted from 0.</summary>
internal sealed record AgeBand(string Name, int First, int End)
{
    public static readonly IReadOnlyList<AgeBand> All =
    [
        new("121-200", 120, 200),
        new("201-300", 200, 300),
        new("301-500", 300, 500),
        new("501-1,000", 500, 1_000),
        new("later", 1_000, int.MaxValue),
    ];
}
