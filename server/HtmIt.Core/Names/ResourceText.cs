using System.Security.Cryptography;
using System.Text;

namespace HtmIt.Core.Names;

/// <summary>The text of what is measured, as metrics have it.</summary>
public static class ResourceText
{
    private const int Longest = 255;
    private const int CutAt = 220;
    private const int HashDigits = 16;

    /// <summary>A text in the length that there is room for. The hash at the end of one that was cut keeps those apart that begin alike.</summary>
    public static string Fit(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }
        var length = char.IsHighSurrogate(text[CutAt - 1]) ? CutAt - 1 : CutAt;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{text[..length]}…{hash[..HashDigits]}";
    }
}
