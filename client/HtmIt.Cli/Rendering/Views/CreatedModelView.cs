namespace HtmIt.Cli.Rendering.Views;

/// <summary>A model that was to be made, and whether it is new.</summary>
internal sealed record CreatedModelView(bool Created, ModelView Model);
