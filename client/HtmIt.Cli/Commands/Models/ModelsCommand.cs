using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models</c>: what is monitored.</summary>
internal sealed class ModelsCommand : CommandGroup
{
    public ModelsCommand()
        : base("models", "List, show, create, restart and delete models.")
    {
        AddDefault(new ListModelsCommand());
        Add(new CreateModelCommand());
        Add(new MonitorModelsCommand());
        Add(new GetModelCommand());
        Add(new RestartModelCommand());
        Add(new DeleteModelCommand());
    }
}
