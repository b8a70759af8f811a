using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Annotations;

/// <summary><c>htmit annotations</c>: notes about servers.</summary>
internal sealed class AnnotationsCommand : CommandGroup
{
    public AnnotationsCommand()
        : base("annotations", "List, add, change and delete notes about servers (the things measured).")
    {
        Add(new ListAnnotationsCommand());
        Add(new AddAnnotationCommand());
        Add(new UpdateAnnotationCommand());
        Add(new DeleteAnnotationCommand());
    }
}
