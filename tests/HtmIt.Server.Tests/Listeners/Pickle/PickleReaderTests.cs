using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using HtmIt.Server.Listeners.Pickle;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Listeners.Pickle;

/// <summary>The part of Python's pickle that lists of datapoints need, and nothing else.</summary>
public sealed class PickleReaderTests
{
    private const string Expected =
        "[(a.b, (1767225600, 1.5)), (a.b, (1767225660, 2)), (a.é, (1767225600.9, 3.25)), (long, (1767225600, 1099511627776)), "
        + "(neg, (-1, -7)), (none, (1767225600, None)), [list, [1767225600, True]]]";

    private static readonly byte[][] All = [Pickles.Protocol0, Pickles.Protocol2, Pickles.Protocol5];

    [TestCaseSource(nameof(All))]
    public void Read_ListOfDatapoints_IsWhatPythonWrote(byte[] pickle) =>
        Assert.That(Show(PickleReader.Read(pickle)), Is.EqualTo(Expected));

    // Python 2: [('a\\b\n', (1L, 2.5))], protocol 0; bytes of Python 3, protocol 3; names from the memo.
    [TestCase("(lp0\n(S'a\\\\b\\n\\x41'\np1\n(L1L\nF2.5\ntp2\ntp3\na.", "[(a\\b\nA, (1, 2.5))]")]
    [TestCase("\u0080\u0003]q\0C\u0002byq\u0001K\u0001K\u0002\u0086\u0086a.", "[(by, (1, 2))]")]
    [TestCase("(Va\\u00e9\\U0001F600\\ud83d\\ude00\nI01\nFnan\nl.", "[aé😀😀, True, NaN]")]
    [TestCase("].", "[]")]
    public void Read_OtherForms_AreTheSame(string latin1, string expected) =>
        Assert.That(Show(PickleReader.Read(Encoding.Latin1.GetBytes(latin1))), Is.EqualTo(expected));

    [TestCase("cos\nsystem\n(S'id'\ntR.", "GLOBAL")]
    [TestCase("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.", "STACK_GLOBAL")]
    [TestCase("(i__main__\nX\n.", "INST")]
    [TestCase("NR.", "REDUCE")]
    [TestCase("Nb.", "BUILD")]
    [TestCase("}.", "EMPTY_DICT")]
    [TestCase("NN\u0081.", "NEWOBJ")]
    [TestCase("Pabc\n.", "PERSID")]
    [TestCase("\u0082\u0001.", "EXT1")]
    [TestCase("2.", "DUP")]
    [TestCase("\u00ff.", "0xff")]
    [TestCase("", "ends too early")]
    [TestCase("X\u00ff\u00ff\u00ff\u00ffa.", "ends too early")]
    [TestCase("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.", "ends too early")]
    [TestCase("\u008b\u00ff\u00ff\u00ff\u007f.", "a LONG is too long")]
    [TestCase("\u0080\u0006.", "newer than 5")]
    [TestCase(".", "a value is missing")]
    [TestCase("(.", "a value is missing")]
    [TestCase("t.", "a MARK is missing")]
    [TestCase("NNa.", "no list")]
    [TestCase("h\u0001.", "did not remember")]
    [TestCase("p-1\n.", "an index is no number")]
    [TestCase("I1x\n.", "a number is none")]
    [TestCase("S'a\n.", "is not quoted")]
    [TestCase("Va\\u12\n.", "cut off or not hexadecimal")]
    public void Read_AnythingElse_IsRefusedByName(string latin1, string complaint)
    {
        var refusal = Assert.Throws<PickleException>(() => PickleReader.Read(Encoding.Latin1.GetBytes(latin1)));
        Assert.That(refusal!.Message, Does.Contain(complaint));
    }

    [Test]
    public void Read_ListWithinItself_Ends()
    {
        var list = (IList)PickleReader.Read("]q\0h\0a."u8.ToArray())!;
        Assert.That(list[0], Is.SameAs(list));
    }

    [Test] // The most values that a message of its length can have.
    public void Read_TooManyValues_IsRefused()
    {
        byte[] pickle = [.. "("u8, .. Enumerable.Repeat((byte)']', GraphitePickleHandler.LongestMessage - 3), .. "l."u8];
        Assert.That(() => PickleReader.Read(pickle), Throws.TypeOf<PickleException>().With.Message.EqualTo("it has too many values"));
    }

    [Test] // Whatever is changed, the one exception is all that comes, and memory stays near what the message takes.
    public void Read_ChangedAtRandom_ThrowsNothingElse()
    {
        var random = new Random(20_261);
        var refused = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var pickle = (byte[])All[round % All.Length].Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(pickle.Length);
                pickle[at] = random.Next(3) == 0 ? pickle[random.Next(pickle.Length)] : (byte)random.Next(256);
            }
            var part = pickle.AsMemory(0, random.Next(4) == 0 ? random.Next(pickle.Length) : pickle.Length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                PickleReader.Read(part);
            }
            catch (PickleException)
            {
                refused++;
            }
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200_000), Convert.ToBase64String(part.Span));
        }
        Assert.That(refused, Is.InRange(1, 59_999));
    }

    [Test] // Against the real Python, where there is one.
    public async Task Read_PythonOfThisMachine_AllProtocols()
    {
        const string Program = """
            import base64, pickle
            points = [('a.b', (1767225600, 1.5)), ('a.b', (1767225660, 2)), ('a.é', (1767225600.9, '3.25')), ('long', (1767225600, 1 << 40)),
                ('neg', (-1, -7)), ('none', (1767225600, None)), ['list', [1767225600, True]]]
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1): print(base64.b64encode(pickle.dumps(points, protocol)).decode())
            """;
        Process python;
        try
        {
            python = Process.Start(new ProcessStartInfo("python3", ["-c", Program]) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("there is no python3");
            return;
        }
        using (python)
        {
            var lines = (await python.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Is.Not.Empty);
            Assert.That(lines.Select(line => Show(PickleReader.Read(Convert.FromBase64String(line)))), Is.All.EqualTo(Expected));
        }
    }

    private static string Show(object? value) =>
        value switch
        {
            null => "None",
            PickleText text => Encoding.UTF8.GetString(text.Bytes.Span),
            object?[] tuple => $"({string.Join(", ", tuple.Select(Show))})",
            List<object?> list => $"[{string.Join(", ", list.Select(Show))}]",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
