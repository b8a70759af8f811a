using System.Runtime.CompilerServices;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit import --all</c>: everything that <c>htmit export --all</c> wrote.</summary>
internal static class WholeImport
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        CommandContext context,
        string file,
        Stream stream,
        bool validateOnly,
        CancellationToken cancellationToken
    )
    {
        var (imported, known, refused, index) = (0, 0, 0, 0);
        using var reader = new StreamReader(stream);
        var lines = new Lines(reader);
        try
        {
            await foreach (
                var item in context.Client.Exchange.ImportAllAsync(lines.ReadAsync(cancellationToken), validateOnly, cancellationToken)
            )
            {
                Write(context, index++, item);
                _ =
                    item.Result.Error is not null ? refused++
                    : item.Result.Value.Created ? imported++
                    : known++;
            }
        }
        catch (FormatException exception)
        {
            throw new CliException(
                $"'{file}' is nothing that htmit export --all wrote: line {lines.Count} is none of its documents. {exception.Message} "
                    + "htmit import without --all reads exports of models."
            );
        }

        if (!lines.HasEnd)
        {
            context.Output.Warn($"'{file}' was cut off: the export that wrote it did not come to its end.");
        }

        context.Output.Write(
            new WholeImportSummaryView(imported, known, refused, lines.HasEnd, validateOnly),
            $"{(validateOnly ? "would import" : "imported")} {Show.Count(imported)}, there already {Show.Count(known)}, refused {Show.Count(refused)}"
        );
        return refused == 0 && lines.HasEnd ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void Write(CommandContext context, int index, ImportedItem item)
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new ImportedItemView(index, item));
        }
        else if (item.Result.Error is { } failure)
        {
            BatchReport.WriteError(context.Output, $"item {index} ({item.Source})", failure);
        }
        else if (item.Result.Value.WebhookSecretMissing)
        {
            context.Output.Warn($"{item.Result.Value.Name} had a webhook secret, which no export has: set it again.");
        }
    }

    /// <summary>The documents, one a line.</summary>
    private sealed class Lines(TextReader reader)
    {
        private string _last = "";

        public int Count { get; private set; }

        /// <summary>Whether the last one that was read is an export's end.</summary>
        public bool HasEnd => WholeExport.CountMetrics(_last) is not null;

        public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                Count++;
                if (line.Length > 0)
                {
                    _last = line;
                    yield return line;
                }
            }
        }
    }
}
