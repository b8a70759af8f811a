using System.Text;
using HtmIt.Common;

namespace HtmIt.Cli.Terminals;

/// <summary>Writes text so that nothing in it steers the terminal. Lines end where the program ends them, nowhere else.</summary>
/// <param name="inner">Where it goes.</param>
/// <param name="keepsLines">Whether breaks of lines inside of a text are the program's own.</param>
internal sealed class HarmlessWriter(TextWriter inner, bool keepsLines = false) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (value is not null)
        {
            inner.Write(keepsLines ? HarmlessText.OfLines(value) : HarmlessText.Of(value));
        }
    }

    public override void WriteLine() => inner.WriteLine();

    /// <summary>In one piece, so that lines of several threads don't mix.</summary>
    public override void WriteLine(string? value) =>
        inner.WriteLine(keepsLines ? HarmlessText.OfLines(value ?? "") : HarmlessText.Of(value ?? ""));

    public override void WriteLine(char[] buffer, int index, int count) => WriteLine(new string(buffer, index, count));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override Task WriteLineAsync()
    {
        WriteLine();
        return Task.CompletedTask;
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync() => inner.FlushAsync();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
