using System.CommandLine;

namespace HtmIt.Cli.Help;

/// <summary>A command with the words that lead to it, as help, completion and the manual page tell of it.</summary>
/// <param name="Path">The words behind <c>htmit</c>; none for the program itself.</param>
internal sealed record CommandEntry(string Path, Command Command, IReadOnlyList<Option> Options)
{
    /// <summary>What is typed: <c>htmit devices set DEVICE</c>.</summary>
    public string Usage =>
        string.Join(
            ' ',
            [
                "htmit",
                .. Words(Path),
                .. Command.Arguments.Select(Describe),
                .. Command.Subcommands.Count > 0 ? ["COMMAND"] : Array.Empty<string>(),
            ]
        );

    private static string[] Words(string path) => path.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Describe(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }
}

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    /// <summary>The program itself first, then each command before its own.</summary>
    public static IEnumerable<CommandEntry> Of(RootCommand root) => Below(root, "", []);

    /// <summary>The words that an option takes, where it is one of a few.</summary>
    public static IReadOnlyList<string> ChoicesOf(Option option) =>
        option.HelpName is { } names && names.Contains('|', StringComparison.Ordinal) ? names.Split('|') : [];

    /// <summary>Whether something stands behind the option.</summary>
    public static bool TakesValue(Option option) =>
        option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && option.ValueType != typeof(void);

    private static IEnumerable<CommandEntry> Below(Command command, string path, IReadOnlyList<Option> inherited)
    {
        var own = command.Options.Where(option => !option.Hidden).ToList();
        yield return new CommandEntry(path, command, [.. own, .. inherited]);
        IReadOnlyList<Option> passedOn = [.. inherited, .. own.Where(option => option.Recursive)];
        foreach (var child in command.Subcommands.Where(child => !child.Hidden))
        {
            foreach (var entry in Below(child, path.Length == 0 ? child.Name : $"{path} {child.Name}", passedOn))
            {
                yield return entry;
            }
        }
    }
}
