namespace HtmIt.Cli.Rendering;

/// <summary>What to type next, as it can be typed here.</summary>
internal static class NextText
{
    /// <summary>Says what the command is called, where that is not <c>htmit</c>: scripts of a checkout do.</summary>
    private const string Variable = "HTMIT_COMMAND";

    private const string Usual = "htmit ";

    public static string Of(params ReadOnlySpan<string> commands)
    {
        var name = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? $"{given} " : Usual;
        return "try next: " + string.Join("   ", [.. commands]).Replace(Usual, name, StringComparison.Ordinal);
    }
}
