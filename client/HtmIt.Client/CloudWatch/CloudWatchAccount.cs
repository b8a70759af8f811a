namespace HtmIt.Client;

/// <summary>An account in the server's settings.</summary>
/// <param name="Account">What the settings call it.</param>
public sealed record CloudWatchAccount(string Account);
