using System.CommandLine;
using System.Text;

namespace HtmIt.Cli.Help;

/// <summary>Scripts that have a shell complete commands, options and the words that options take. Where none of these fits, files are.</summary>
internal static class CompletionScript
{
    public static string ForBash(RootCommand root) =>
        $$"""
            _htmit() {
              local path='' word words=''
              for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "$path $word" in
                  {{Paths(root)}}) path="$path $word" ;;
                esac
              done
              case "${COMP_WORDS[COMP_CWORD-1]}" in
            {{Choices(root, choice => $"    {choice.Name}) words='{choice.Words}' ;;")}}
                *) case "$path" in
            {{Cases(root, entry => $"      '{entry.Path}') words='{entry.Words}' ;;")}}
                  esac ;;
              esac
              COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _htmit htmit

            """;

    public static string ForZsh(RootCommand root) =>
        $$"""
            #compdef htmit
            _htmit() {
              local at='' word
              local -a found
              for word in "${(@)words[2,CURRENT-1]}"; do
                case "$at $word" in
                  ({{Paths(root)}}) at="$at $word" ;;
                esac
              done
              case "${words[CURRENT-1]}" in
            {{Choices(root, choice => $"    ({choice.Name}) found=({choice.Words}) ;;")}}
                (*) case "$at" in
            {{Cases(root, entry => $"      ('{entry.Path}') found=({entry.Words}) ;;")}}
                  esac ;;
              esac
              compadd -- $found || _files
            }
            if [ "$funcstack[1]" = "_htmit" ]; then _htmit "$@"; else compdef _htmit htmit; fi

            """;

    public static string ForFish(RootCommand root)
    {
        var script = new StringBuilder(
            $$"""
            function __htmit_at
              set -l at ''
              for word in (commandline -opc)[2..-1]
                if contains -- "$at $word" {{string.Join(' ', Entries(root).Skip(1).Select(entry => $"'{entry.Path}'"))}}
                  set at "$at $word"
                end
              end
              test "$at" = "$argv[1]"
            end

            """
        );
        foreach (var entry in CommandTree.Of(root))
        {
            var at = $"complete -c htmit -n \"__htmit_at '{Lead(entry.Path)}'\"";
            foreach (var child in entry.Command.Subcommands)
            {
                script.Append($"{at} -f -a {child.Name} -d {Quote(child.Description)}\n");
            }

            foreach (var option in entry.Options)
            {
                var names = string.Join(' ', option.Aliases.Append(option.Name).Where(name => name[0] == '-').Select(ToFish));
                var choices = CommandTree.ChoicesOf(option);
                var value =
                    choices.Count > 0 ? $" -x -a '{string.Join(' ', choices)}'"
                    : CommandTree.TakesValue(option) ? " -r"
                    : "";
                script.Append($"{at} {names}{value} -d {Quote(option.Description)}\n");
            }
        }

        return script.ToString();
    }

    private static string ToFish(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {name[1..]}";

    private static string Quote(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Paths(RootCommand root) => string.Join('|', Entries(root).Skip(1).Select(entry => $"'{entry.Path}'"));

    private static string Cases(RootCommand root, Func<(string Path, string Words), string> line) =>
        string.Join('\n', Entries(root).Select(line));

    /// <summary>Options of a name take the same words in all commands.</summary>
    private static string Choices(RootCommand root, Func<(string Name, string Words), string> line) =>
        string.Join(
            '\n',
            CommandTree
                .Of(root)
                .SelectMany(entry => entry.Options)
                .Where(option => CommandTree.ChoicesOf(option).Count > 0)
                .GroupBy(
                    option => option.Name,
                    (name, options) => (name, string.Join(' ', options.SelectMany(CommandTree.ChoicesOf).Distinct()))
                )
                .Select(line)
        );

    private static IEnumerable<(string Path, string Words)> Entries(RootCommand root) =>
        CommandTree
            .Of(root)
            .Select(entry =>
                (
                    Lead(entry.Path),
                    string.Join(
                        ' ',
                        entry.Command.Subcommands.Select(child => child.Name).Concat(entry.Options.Select(option => option.Name))
                    )
                )
            );

    private static string Lead(string path) => path.Length == 0 ? "" : $" {path}";
}
