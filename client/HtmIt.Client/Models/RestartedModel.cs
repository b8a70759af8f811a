namespace HtmIt.Client;

/// <summary>What became of a model that was to be restarted with others.</summary>
/// <param name="Name">The model's name (<c>models/{uid}</c>).</param>
/// <param name="Result">The model, or why it was not restarted.</param>
public sealed record RestartedModel(string Name, ItemResult<Model> Result);
