using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks</c>: groups of AWS resources of one type that are monitored as one.</summary>
internal sealed class AutostacksCommand : CommandGroup
{
    public AutostacksCommand()
        : base("autostacks", "Group EC2 instances, or other resources of AWS, by their tags and monitor them as one.")
    {
        AddDefault(new ListAutostacksCommand());
        Add(new CreateAutostackCommand());
        Add(new GetAutostackCommand());
        Add(new DeleteAutostackCommand());
        Add(new AutostackInstancesCommand());
        Add(new AutostackHistoryCommand());
        Add(new AutostackMetricsCommand());
    }
}
