namespace HtmIt.Cli.Rendering;

/// <summary>By whose clocks times are shown and read: UTC's, or this machine's with <c>--local</c>. It goes with the running command, since
/// several may run in one process.</summary>
internal static class Clocks
{
    private static readonly AsyncLocal<TimeZoneInfo?> Chosen = new();

    public static TimeZoneInfo Zone
    {
        get => Chosen.Value ?? TimeZoneInfo.Utc;
        set => Chosen.Value = value;
    }

    /// <summary>In titles, so that nobody takes one for the other.</summary>
    public static string Name => Chosen.Value is null ? "UTC" : "local";

    /// <summary>What the clocks show.</summary>
    public static DateTime Shown(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).DateTime;

    /// <summary>When the clocks show this; of two such times the first, and for a time that they skip the one that they show instead.</summary>
    public static DateTimeOffset At(DateTime shown)
    {
        var offset = Zone.IsAmbiguousTime(shown) ? Zone.GetAmbiguousTimeOffsets(shown).Max() : Zone.GetUtcOffset(shown);
        return new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), offset);
    }

    /// <summary>A column's title with whose clocks it goes by.</summary>
    public static string Title(string title) => $"{title} ({Name})";
}
