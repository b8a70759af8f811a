using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Instances;

/// <summary><c>htmit instances</c>: whole things, such as AWS resources, with their metrics.</summary>
internal sealed class InstancesCommand : CommandGroup
{
    public InstancesCommand()
        : base("instances", "List, monitor and delete whole instances.")
    {
        AddDefault(new ListInstancesCommand());
        Add(new MonitorInstancesCommand());
        Add(new DeleteInstancesCommand());
        Add(new InstanceHistoryCommand());
        Add(new SuggestInstancesCommand());
    }
}
