namespace HtmIt.Core.Collecting;

/// <summary>How long the value of a period is waited for.</summary>
/// <param name="AskAfter">How long after its end a period is asked for the first time, in seconds; then again with each request.</param>
/// <param name="Age">How long after its end it is taken at the earliest, in seconds.</param>
/// <param name="Still">How long its value must have been the same, in seconds; 0 when the age alone decides.</param>
public readonly record struct Patience(int AskAfter, int Age, int Still)
{
    /// <summary>Somewhat less than what lies between two requests. A value that is seen twice, this long apart, has stopped changing.</summary>
    public const int StillSeconds = 240;

    /// <summary>As the settings say: taken at first sight.</summary>
    public static Patience Fixed(int seconds) => new(seconds, seconds, 0);

    /// <summary>Taken at a request, and not at the first one: only the second shows that a value has stopped changing.</summary>
    /// <param name="floor">Not before this age.</param>
    public static Patience Of(int askAfter, int floor, int periodSeconds)
    {
        var wanted = Math.Max(floor, askAfter + StillSeconds) - askAfter;
        var periods = (wanted + periodSeconds - 1) / periodSeconds;
        return new(askAfter, askAfter + (periods * periodSeconds), StillSeconds);
    }
}
