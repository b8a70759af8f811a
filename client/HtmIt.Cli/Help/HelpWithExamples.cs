using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace HtmIt.Cli.Help;

/// <summary>Help of a command, with lines to copy below it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Has a program's help show examples.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is { TreatUnmatchedTokensAsErrors: false } command)
        {
            HideOthers(parseResult, command);
        }

        var exitCode = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.Of(PathOf(parseResult.CommandResult));
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return exitCode;
    }

    /// <summary>What is for another program takes its options alone. Help ends this one, so nothing has to be shown again.</summary>
    private static void HideOthers(ParseResult result, Command command)
    {
        command.TreatUnmatchedTokensAsErrors = true;
        foreach (var option in result.RootCommandResult.Command.Options.Where(option => option is not HelpOption))
        {
            option.Hidden = true;
        }
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}".TrimStart() : "";
}
