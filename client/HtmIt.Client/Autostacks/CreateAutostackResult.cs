namespace HtmIt.Client;

/// <summary>The outcome of creating an autostack.</summary>
/// <param name="Autostack">The autostack.</param>
/// <param name="Created">Whether this call created it; false when it was there already, and then nothing was changed.</param>
public sealed record CreateAutostackResult(Autostack Autostack, bool Created);
