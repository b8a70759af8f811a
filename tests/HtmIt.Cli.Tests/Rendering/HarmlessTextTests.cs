using System.Text.Json;
using HtmIt.Cli.Terminals;
using HtmIt.Common;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Rendering;

public sealed class HarmlessTextTests
{
    [TestCase("plain ASCII, [red] \\ \"quotes\"")]
    [TestCase("Zürich 漢字 Ελλάδα עברית العربية हिन्दी")]
    [TestCase("👩‍💻 👍🏽 ❤️ ▁▂▃ ⣿ ≥")]
    [TestCase("می‌خواهم")]
    public void Of_OrdinaryText_Stays(string text) => Assert.That(HarmlessText.Of(text), Is.EqualTo(text));

    [TestCase("\e[31m", @"\x1b[31m")]
    [TestCase("\u009b2J\x7f\0", @"\x9b2J\x7f\x00")]
    [TestCase("a\r\n\tb", @"a\r\n\tb")]
    [TestCase("\u202etxt.exe", @"\u202etxt.exe")]
    [TestCase("\u2028\u2029\u2066\u2069\u200e\u200f\u061c", @"\u2028\u2029\u2066\u2069\u200e\u200f\u061c")]
    [TestCase("a\u200bb\ufeffc\u00add\u3164e\u200df", @"a\u200bb\ufeffc\xadd\u3164e\u200df")]
    [TestCase("\U000E0041", @"\U000e0041")]
    public void Of_HarmfulText_IsEscapedWhereItStands(string text, string expected) =>
        Assert.That(HarmlessText.Of(text), Is.EqualTo(expected));

    [Test]
    public void Of_HalfOfAPair_IsEscaped() => Assert.That(HarmlessText.Of("a" + (char)0xD83D + "b"), Is.EqualTo(@"a\ud83db"));

    [Test]
    public void OfLines_Lines_Stay() => Assert.That(HarmlessText.OfLines("a\n\eb"), Is.EqualTo("a\n\\x1bb"));

    [TestCase("\u202e\u200b\U000E0041ü\u2028\n")]
    public void OfJson_HarmfulText_MeansTheSame(string text)
    {
        var json = HarmlessText.OfJson($"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"");

        Assert.That(json, Is.EqualTo(@"""\u202e\u200b\udb40\udc41ü\u2028\n"""));
        Assert.That(JsonSerializer.Deserialize<string>(json), Is.EqualTo(text));
    }

    [Test]
    public async Task Write_EveryWayOfATextWriter_IsHarmless()
    {
        using var inner = new StringWriter { NewLine = "\n" };
        await using var writer = new HarmlessWriter(inner);

        writer.Write('\e');
        writer.Write("\e");
        writer.Write("{0}", "\e");
        writer.WriteLine("\e".ToCharArray());
        await writer.WriteAsync("\e\n");
        await writer.WriteAsync("\e".AsMemory());
        await writer.WriteLineAsync("\e");
        await writer.WriteLineAsync();

        Assert.That(inner.ToString(), Is.EqualTo("\\x1b\\x1b\\x1b\\x1b\n\\x1b\\n\\x1b\\x1b\n\n"));
    }
}
