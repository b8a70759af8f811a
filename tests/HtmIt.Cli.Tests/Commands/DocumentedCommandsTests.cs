using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using HtmIt.Cli.CommandLine;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Whatever README and docs have somebody type is a command line that there is.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static IEnumerable<TestCaseData> Commands() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "docs"), "*.md").Append(Path.Combine(Root(), "README.md")).Order()
        // What its lines do is played by tests, wrong ones too.
        where Path.GetFileName(file) != "first-hour.md"
        from command in CommandsOf(File.ReadAllText(file)).Distinct()
        select new TestCaseData(command).SetArgDisplayNames(Path.GetFileName(file), command);

    [TestCaseSource(nameof(Commands))]
    public void Parse_CommandOfTheDocuments_IsOne(string command)
    {
        var root = HtmItCommand.Create();
        var globals = new GlobalOptions();
        root.Add(globals.Server);
        root.Add(globals.Output);

        var parsed = root.Parse([.. CommandLineParser.SplitCommandLine(command.Replace('\'', '"')).Skip(1)]);

        // The files are the reader's, and in a sentence a command may stand for itself.
        string[] excused = ["File does not exist", "Required "];
        var errors = parsed
            .Errors.Select(error => error.Message)
            .Where(message => !excused.Any(start => message.StartsWith(start, StringComparison.Ordinal)));
        Assert.That(errors, Is.Empty);
    }

    /// <summary>Those in blocks, a line each, and those in sentences.</summary>
    private static IEnumerable<string> CommandsOf(string text)
    {
        var blocks = Block().Matches(text).SelectMany(block => block.Groups["text"].Value.Split('\n'));
        var inline = Inline().Matches(Block().Replace(text, "")).Select(match => match.Groups["text"].Value);
        return from line in blocks.Concat(inline)
            let command = Whole().Match(line)
            where command.Success && !command.Value.Contains('…', StringComparison.Ordinal)
            select command.Value.Trim();
    }

    private static string Root() =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../..")) is var root
        && File.Exists(Path.Combine(root, "HtmIt.sln"))
            ? root
            : throw new InvalidOperationException("The tests do not run in their checkout.");

    [GeneratedRegex("^```(sh|console)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Inline();

    /// <summary>Up to a comment, another command, or a redirection.</summary>
    [GeneratedRegex(@"(?<=^|[|] )(\./)?htmit [a-z](?:'[^']*'|[^#|>&'\\])*", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
