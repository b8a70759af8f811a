using HtmIt.Common;
using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>Text in tables and titles: harmless and in one line before it is measured, and no markup whatever is in it.</summary>
internal static class Cell
{
    public static string Of(string text) => Markup.Escape(HarmlessText.Of(text));
}
