namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of one item that a command line names.</summary>
internal sealed record ItemView<T>(string Item, T? Result, ItemErrorView? Error)
    where T : class;
