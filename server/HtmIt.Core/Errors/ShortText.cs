namespace HtmIt.Core.Errors;

/// <summary>Cuts text that others wrote before it is repeated to them.</summary>
public static class ShortText
{
    /// <summary>The text, or its beginning and how long it is.</summary>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var cut = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{text[..cut]}… ({text.Length} characters)";
    }
}
