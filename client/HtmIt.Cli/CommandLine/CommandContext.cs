using System.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>What a running command works with.</summary>
internal sealed class CommandContext(ParseResult parsed)
{
    // One for all options: times such as "an hour ago" are told from here.
    private DateTimeOffset? _now;

    public required IHtmItClient Client { get; init; }

    /// <summary>The server's address.</summary>
    public required Uri Address { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required Output Output { get; init; }

    /// <summary>The command line as it was given.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    public Terminal Terminal => Output.Terminal;

    public TimeProvider Clock => Terminal.TimeProvider;

    /// <summary>The time that was given for an option.</summary>
    public DateTimeOffset? Get(Option<GivenTime?> option) => parsed.GetValue(option)?.At(_now ??= Clock.GetUtcNow());

    /// <summary>What was given for an argument.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>What was given for an option, or its default.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);
}
