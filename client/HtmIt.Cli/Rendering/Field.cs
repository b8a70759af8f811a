namespace HtmIt.Cli.Rendering;

/// <summary>A field of a row where there is no room for columns.</summary>
internal sealed record Field(string Title, FittedCell Cell);
