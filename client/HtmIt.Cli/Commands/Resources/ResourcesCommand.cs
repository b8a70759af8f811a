using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Resources;

/// <summary><c>htmit resources</c>: whole things, such as AWS resources, with their metrics.</summary>
internal sealed class ResourcesCommand : CommandGroup
{
    public ResourcesCommand()
        : base("resources", "List, monitor and delete whole resources.")
    {
        AddDefault(new ListResourcesCommand());
        Add(new MonitorResourcesCommand());
        Add(new DeleteResourcesCommand());
        Add(new ResourceHistoryCommand());
        Add(new SuggestResourcesCommand());
    }
}
