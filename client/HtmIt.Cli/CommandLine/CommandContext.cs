using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>What a running command works with.</summary>
internal sealed class CommandContext(IHtmItClient client, Uri address, OutputFormat output, Terminal terminal)
{
    public IHtmItClient Client => client;

    public Uri Address => address;

    public Terminal Terminal => terminal;

    public bool IsJson => output == OutputFormat.Json;

    /// <summary>Whether to draw: for people, on a screen.</summary>
    public bool IsLive => !IsJson && terminal.IsInteractive;

    /// <summary>Says on the error stream that rows before a time were removed, if they were asked for.</summary>
    public void WarnOfRemovedRows(DateTimeOffset? from, DateTimeOffset? keptSince)
    {
        if (from < keptSince)
        {
            terminal.Error.WriteLine($"warning: rows before {Show.Time(keptSince)} are no longer kept.");
        }
    }

    /// <summary>Writes one JSON value on a line of its own.</summary>
    public void WriteJson(object value) => terminal.Out.WriteLine(JsonOutput.Format(value));
}
