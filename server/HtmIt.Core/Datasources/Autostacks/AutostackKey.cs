namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Place of an autostack in the list.</summary>
public sealed record AutostackKey(string Name, string Region);
