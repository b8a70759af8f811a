using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Common;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit export</c>: the definitions of models as a JSON file in the original's layout.</summary>
internal sealed class ExportCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Models by their metrics' names as lists show them, or by resource names. None means all.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<FileInfo?> _file = new("-o", "--out") { Description = "The file to write. Without it, standard output." };

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var export = new ExportCommand();
        var command = new Command("export", "Export models, custom ones with their samples of the last 14 days, as JSON.")
        {
            export._models,
            export._file,
        };
        command.Run(globals, terminal, export.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var metrics = new MetricNames(context.Client);
        foreach (var text in parsed.GetValue(_models) ?? [])
        {
            names.Add(await ToNameAsync(metrics, text, cancellationToken));
        }

        if (parsed.GetValue(_file) is not { } file)
        {
            await WriteAsync(context, names, context.Terminal.Out, cancellationToken);
            return ExitCodes.Ok;
        }

        // An export that fails half-way leaves the file that was there.
        var partial = $"{file.FullName}.partial";
        int count;
        try
        {
            await using (var writer = new StreamWriter(partial))
            {
                count = await WriteAsync(context, names, writer, cancellationToken);
            }

            File.Move(partial, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        if (context.IsJson)
        {
            context.WriteJson(new { Exported = count, File = file.FullName });
        }
        else
        {
            context.Terminal.Out.WriteLine($"exported {Show.Count(count, "model")} to {file}");
        }

        return ExitCodes.Ok;
    }

    private static async Task<string> ToNameAsync(MetricNames metrics, string text, CancellationToken cancellationToken) =>
        text.StartsWith("models/", StringComparison.Ordinal) ? text : (await metrics.GetAsync(text, cancellationToken)).Model;

    /// <summary>An array with an object on each line.</summary>
    private static async Task<int> WriteAsync(
        CommandContext context,
        IReadOnlyList<string> names,
        TextWriter writer,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        await writer.WriteAsync("[");
        await foreach (var model in context.Client.Models.ExportAsync(names, cancellationToken))
        {
            await writer.WriteLineAsync(count++ == 0 ? "" : ",");
            await writer.WriteAsync(HarmlessText.OfJson(model.ToJsonString(Readable)));
        }

        if (count > 0)
        {
            await writer.WriteLineAsync();
        }

        await writer.WriteLineAsync("]");
        return count;
    }
}
