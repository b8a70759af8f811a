using System.CommandLine;
using System.Text;

namespace HtmIt.Cli.Help;

/// <summary>The manual page, in the language of <c>man</c>.</summary>
internal static class ManPage
{
    private static readonly (string Code, string Says)[] ExitStatus =
    [
        ("0", "Done; a watch was ended by --seconds, Ctrl-C or SIGTERM."),
        ("1", "A call failed, or an item of a batch did, or a file was refused."),
        ("2", "The command line makes no sense; nothing was done."),
        ("130", "Ctrl-C before the work was done."),
        ("141", "Whoever read the output through a pipe has gone."),
    ];

    public static string Of(RootCommand root, string version)
    {
        var entries = CommandTree.Of(root).ToList();
        var page = new StringBuilder();
        page.Append($".TH HTMIT 1 \"\" \"HtmIt {version}\" \"HtmIt\"\n.SH NAME\nhtmit \\- {Escape(root.Description ?? "")}\n");
        page.Append(".SH SYNOPSIS\n.B htmit\n.I COMMAND\n[\\fIARGUMENT\\fR...] [\\fIOPTION\\fR...]\n.SH COMMANDS\n");
        foreach (var entry in entries.Skip(1))
        {
            Append(page, entry);
        }

        page.Append(".SH OPTIONS\nEvery command takes these.\n");
        foreach (var option in entries[0].Options)
        {
            Append(page, option);
        }

        page.Append(".SH EXIT STATUS\n");
        foreach (var (code, says) in ExitStatus)
        {
            page.Append($".TP\n.B {code}\n{Escape(says)}\n");
        }

        Append(page.Append(".SH EXAMPLES\n"), Examples.Of(""));
        return page.ToString();
    }

    private static void Append(StringBuilder page, CommandEntry entry)
    {
        page.Append($".SS \"{Escape(entry.Usage)}\"\n{Escape(entry.Command.Description ?? "")}\n");
        foreach (var argument in entry.Command.Arguments.Where(argument => argument.Description is { Length: > 0 }))
        {
            page.Append($".TP\n.I {Escape(argument.Name)}\n{Escape(argument.Description!)}\n");
        }

        foreach (var option in entry.Command.Options.Where(option => !option.Hidden))
        {
            Append(page, option);
        }

        Append(page.Append(".PP\n"), Examples.Of(entry.Path));
    }

    private static void Append(StringBuilder page, Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        var value = CommandTree.TakesValue(option)
            ? $" \\fI{Escape(option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant())}\\fR"
            : "";
        page.Append($".TP\n\\fB{Escape(names)}\\fR{value}\n{Escape(option.Description ?? "")}\n");
    }

    private static void Append(StringBuilder page, IReadOnlyList<string> examples) =>
        page.Append($".EX\n{string.Join('\n', examples.Select(Escape))}\n.EE\n");

    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("\"", "\\(dq", StringComparison.Ordinal);
        return escaped.Length > 0 && escaped[0] is '.' or '\'' ? $"\\&{escaped}" : escaped;
    }
}
