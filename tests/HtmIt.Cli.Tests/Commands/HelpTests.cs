using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Help;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>What is said about all commands: help, completion, the manual page.</summary>
public sealed partial class HelpTests
{
    private static IEnumerable<string> Paths => CommandTree.Of(HtmItCommand.Create()).Select(entry => entry.Path);

    [Test]
    public async Task Help_EachCommand_HasExamplesThatMakeSense([ValueSource(nameof(Paths))] string path)
    {
        var examples = Examples.Of(path);

        var (exitCode, output, _) = await CliRunner.RunAsync(null, [.. Words(path), "--help"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(examples, Is.Not.Empty);
            Assert.That(exitCode, Is.Zero);
            foreach (var example in examples)
            {
                Assert.That(output, Does.Contain(example));
                Assert.That(example, Does.Contain($"htmit {path}".TrimEnd()));
                Assert.That(MistakeIn(example), Is.Null, example);
            }
        }
    }

    [Test]
    public async Task Man_EachCommand_IsThereAndThePageIsCorrect()
    {
        var (exitCode, page, _) = await CliRunner.RunAsync(null, "man");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            foreach (var path in Paths.Where(path => path.Length > 0))
            {
                Assert.That(page, Does.Match($@"(?m)^\.SS ""htmit {path.Replace("-", @"\\-", StringComparison.Ordinal)}[ ""]"));
            }

            if (File.Exists("/usr/bin/man"))
            {
                Assert.That(await RunAsync("man", page, "--warnings", "-l", "-"), Is.EqualTo((0, "")));
            }
        }
    }

    [TestCase("bash"), TestCase("zsh"), TestCase("fish")]
    public async Task Completion_Shell_ReadsAScriptWithEachCommand(string shell)
    {
        var (exitCode, script, _) = await CliRunner.RunAsync(null, "completion", shell);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            foreach (var path in Paths.Where(path => path.Length > 0))
            {
                Assert.That(script, Does.Contain($"' {path}'"));
            }

            if (File.Exists($"/usr/bin/{shell}"))
            {
                Assert.That(await RunAsync(shell, script, "-n"), Is.EqualTo((0, "")));
            }
        }
    }

    [TestCase("htmit wa", "watch")]
    [TestCase("htmit devices si", "simulate")]
    [TestCase("htmit models list --sta", "--status")]
    [TestCase("htmit models list --status AC", "ACTIVE")]
    [TestCase("htmit status --output ", "text json")]
    public async Task Completion_Bash_CompletesWhatIsTyped(string typed, string completed)
    {
        var (_, script, _) = await CliRunner.RunAsync(null, "completion", "bash");
        var words = string.Join(' ', typed.Split(' ').Select(word => $"'{word}'"));

        var (exitCode, error) = await RunAsync(
            "bash",
            $"{script}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _htmit; [ \"${{COMPREPLY[*]}}\" = '{completed}' ] || "
                + "echo \"${COMPREPLY[*]}\" >&2\n"
        );

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
    }

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex ShellWord();

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the command line of an example, up to what the shell does with it, gets wrong.</summary>
    private static string? MistakeIn(string example)
    {
        var line = example[example.IndexOf("htmit ", StringComparison.Ordinal)..].Split([" && ", " > ", ")"], StringSplitOptions.None)[0];
        var root = HtmItCommand.Create();
        new GlobalOptions().AddTo(root);
        var words = ShellWord().Matches(line).Select(word => word.Value.Trim('\'')).Skip(1);
        var result = root.Parse([.. words]);
        if (result.CommandResult.Command is CommandGroup { Default: not null })
        {
            return null;
        }

        // The files are not there.
        var errors = result.Errors.Where(error => !error.Message.StartsWith("File does not exist", StringComparison.Ordinal));
        return result.UnmatchedTokens.Count > 0 || errors.Any() ? TypingMistakes.Of(result) : null;
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }
}
