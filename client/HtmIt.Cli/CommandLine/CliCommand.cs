using System.CommandLine;

namespace HtmIt.Cli.CommandLine;

/// <summary>A command that does something. It says in its constructor what it takes, and runs with what the host gives it.</summary>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Whether all that it does is for whoever reads its output, so that it ends with them.</summary>
    public virtual bool IsForItsReader => false;

    /// <summary>Does it. Answers the exit code.</summary>
    public abstract Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken);

    /// <summary>Has the command take arguments and options, in the order in which help shows them.</summary>
    protected void Takes(params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                Add(argument);
            }
            else
            {
                Add((Option)symbol);
            }
        }
    }
}
