using System.CommandLine;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.CommandLine;

/// <summary>Asks before something is done that can't be undone. Without a terminal nobody can answer: then <c>--yes</c> has to.</summary>
internal sealed class Question
{
    public Option<bool> Yes { get; } = new("--yes") { Description = "Don't ask; needed where no terminal is there to be asked." };

    /// <summary>Goes on if the answer is yes.</summary>
    /// <exception cref="CliException">It is another one, or there is nobody to be asked.</exception>
    public async Task AskAsync(CommandContext context, string question, CancellationToken cancellationToken)
    {
        if (context.Get(Yes))
        {
            return;
        }

        if (!context.Output.IsLive)
        {
            throw new CliException($"{question} Give --yes: there is no terminal to answer on.", ExitCodes.Usage);
        }

        context.Terminal.Out.Write($"{question} [y/N] ");
        context.Terminal.Out.Flush();
        var answer = await context.Terminal.In.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new CliException("Nothing was deleted.");
        }
    }
}
