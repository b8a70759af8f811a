using System.CommandLine;

namespace HtmIt.Cli.CommandLine;

/// <summary>The commands of one noun. Its name alone runs the default one, or shows which there are.</summary>
internal abstract class CommandGroup(string name, string description) : Command(name, description)
{
    /// <summary>What the group's name alone does.</summary>
    public CliCommand? Default { get; private set; }

    protected void AddDefault(CliCommand command)
    {
        Add(command);
        Default = command;
    }
}
