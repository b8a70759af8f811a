using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Names;

namespace HtmIt.Cli.CommandLine;

/// <summary>Says what is wrong with a command line in one sentence, and after it the way out.</summary>
internal static class TypingMistakes
{
    // The parser's own sentences, which name types of the runtime or leave out what is missing.
    private const string NoSuchValue = "Cannot parse argument";
    private const string NoArgument = "Required argument missing";

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Of(ParseResult result)
    {
        var command = result.CommandResult;
        if (command.Command.TreatUnmatchedTokensAsErrors)
        {
            if (result.UnmatchedTokens is [var first, ..])
            {
                return IsOption(first) ? NoSuchOption(first, command)
                    : command.Command.Subcommands.Count > 0 ? NoSuchCommand(first, command)
                    // What was one too many may have been the value of an option that was taken for a name.
                    : OptionAmongArguments(result) is { } before ? NoSuchOption(before, command)
                    : $"'{first}' is more than {PathOf(command)} takes.";
            }

            if (OptionAmongArguments(result) is { } option)
            {
                return NoSuchOption(option, command);
            }
        }

        return result.Errors.Count > 0 ? string.Join(" ", result.Errors.Select(Describe).Distinct()) : null;
    }

    /// <summary>The words that lead to a command: <c>htmit devices set</c>.</summary>
    public static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "htmit";

    private static bool IsOption(string text) => text.Length > 1 && text[0] == '-' && !char.IsAsciiDigit(text[1]);

    /// <summary>What looks like an option was taken for a name, as names may be anything; who means a name writes it after <c>--</c>.</summary>
    private static string? OptionAmongArguments(ParseResult result)
    {
        var meant = result.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return result
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => IsOption(value) && !meant.Contains(value));
    }

    private static string NoSuchOption(string typed, CommandResult command)
    {
        var name = typed.Split('=')[0];
        var known = OptionsOf(command).SelectMany(option => option.Aliases.Prepend(option.Name));
        // Of one letter, nothing is near; it may be the first of a word.
        var near =
            name.Length == 2
                ? Beginning(known.Where(option => option.StartsWith($"-{name}", StringComparison.Ordinal)))
                : Nearest.Of(name, known);
        return near is not null
            ? $"{PathOf(command)} has no option {name}. Did you mean {near}?"
            : $"{PathOf(command)} has no option {name}.";
    }

    private static string? Beginning(IEnumerable<string> options) =>
        options.Distinct().ToList() is { Count: > 0 } some ? string.Join(" or ", some) : null;

    private static string NoSuchCommand(string typed, CommandResult command)
    {
        var known = command.Command.Subcommands.Select(child => child.Name).ToList();
        return Nearest.Of(typed, known) is { } near
            ? $"There is no command '{typed}'. Did you mean {PathOf(command)} {near}?"
            : $"{PathOf(command)} has no command '{typed}', but {string.Join(", ", known)}.";
    }

    private static IEnumerable<Option> OptionsOf(CommandResult command) =>
        command.Parent is CommandResult parent
            ? command.Command.Options.Concat(OptionsOf(parent).Where(option => option.Recursive))
            : command.Command.Options;

    private static string Describe(ParseError error)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (error.Message.StartsWith(NoSuchValue, StringComparison.Ordinal))
        {
            var (name, type) =
                option is not null ? (option.Option.Name, option.Option.ValueType)
                : error.SymbolResult is ArgumentResult argument ? (argument.Argument.Name, argument.Argument.ValueType)
                : ("The argument", typeof(object));
            return $"{name} = '{string.Join(' ', error.SymbolResult!.Tokens.Select(token => token.Value))}': must be {KindOf(type)}.";
        }

        if (!error.Message.StartsWith(NoArgument, StringComparison.Ordinal))
        {
            return error.Message;
        }

        return option is not null ? $"{option.Option.Name} needs a value."
            : error.SymbolResult is CommandResult command ? $"{Missing(command)} is missing: {UsageOf(command)}."
            : error.SymbolResult?.Parent is CommandResult parent ? $"{Missing(parent)} is missing: {UsageOf(parent)}."
            : error.Message;
    }

    private static string Missing(CommandResult command) =>
        command.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > (command.GetResult(argument)?.Tokens.Count ?? 0)
        )
            is { } missing
            ? missing.Name
            : "An argument";

    private static string UsageOf(CommandResult command) =>
        string.Join(' ', command.Command.Arguments.Select(argument => argument.Name).Prepend(PathOf(command)));

    private static string KindOf(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
        {
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt32 or TypeCode.UInt64 => "a whole number",
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "a number",
            TypeCode.Boolean => "true or false",
            _ => "something else",
        };
}
