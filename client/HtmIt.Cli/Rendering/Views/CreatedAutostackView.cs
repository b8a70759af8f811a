using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>An autostack, and whether it is new.</summary>
internal sealed class CreatedAutostackView(Autostack autostack, bool created) : AutostackView(autostack)
{
    public bool Created => created;
}
