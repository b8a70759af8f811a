namespace HtmIt.Cli.Demo;

/// <summary>When something happens in the generated history.</summary>
/// <param name="Day">The day, counted from 0.</param>
/// <param name="FromHour">The hour of the day at which it begins.</param>
/// <param name="Hours">How long it goes on.</param>
internal sealed record PlantedSpan(int Day, double FromHour, double Hours)
{
    // It is over when things are as ever, which takes a while to be seen.
    private const double HoursToSettle = 6;

    /// <summary>Whether something that was noticed in this span is what was planted, in a history that starts at a time.</summary>
    public bool Covers(DateTimeOffset start, DateTimeOffset from, DateTimeOffset to)
    {
        var begin = start.AddDays(Day).AddHours(FromHour);
        return to >= begin && from <= begin.AddHours(Hours + HoursToSettle);
    }
}
