using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Common;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit export</c>: the definitions of models as a JSON file in the original's layout.</summary>
internal sealed class ExportCommand : CliCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Models by their metrics' names as lists show them, or by names metrics/…. None means all.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<FileInfo?> _file = new("-o", "--out") { Description = "The file to write. Without it, standard output." };

    private readonly Option<bool> _all = new("--all")
    {
        Description =
            "All that the server keeps, as one JSON document a line: metrics with rows and scores, what models have learnt, annotations, devices.",
    };

    private readonly Option<string> _after = new("--after")
    {
        Description = "With --all: go on after this metric (metrics/…), the last one that an export which broke has whole.",
        HelpName = "METRIC",
    };

    public ExportCommand()
        : base("export", "Export models, custom ones with their samples of the last 14 days, as JSON; or everything.")
    {
        Takes(_models, _file, _all, _after);
        Validators.Add(result =>
        {
            if (result.GetValue(_all) && result.GetResult(_models) is { Tokens.Count: > 0 })
            {
                result.AddError("--all exports everything, and takes no models.");
            }
            if (!result.GetValue(_all) && result.GetResult(_after) is { Implicit: false })
            {
                result.AddError("--after goes with --all.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var metrics = new MetricNames(context.Client);
        foreach (var text in context.Get(_models) ?? [])
        {
            names.Add(await ToNameAsync(metrics, text, cancellationToken));
        }

        var isAll = context.Get(_all);
        if (context.Get(_file) is not { } file)
        {
            await WriteAsync(context.Terminal.Out);
            TellWhatIsLeftOut(context);
            return ExitCodes.Ok;
        }

        // An export that fails half-way leaves the file that was there.
        var partial = $"{file.FullName}.partial";
        int count;
        try
        {
            await using (var writer = new StreamWriter(partial))
            {
                count = await WriteAsync(writer);
            }

            File.Move(partial, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        context.Output.Write(
            new ExportSummaryView(count, file.FullName),
            $"exported {Show.Count(count, isAll ? "metric" : "model")} to {file}"
        );
        TellWhatIsLeftOut(context);
        return ExitCodes.Ok;

        Task<int> WriteAsync(TextWriter writer) =>
            isAll ? WriteAllAsync(context, writer, cancellationToken) : WriteModelsAsync(context, names, writer, cancellationToken);
    }

    private void TellWhatIsLeftOut(CommandContext context)
    {
        if (!context.Get(_all))
        {
            context.Output.Note(
                "left out are samples older than 14 days, all scores, what the models have learnt, annotations, devices, and metrics that are not monitored. "
                    + "htmit export --all has all of it."
            );
        }
    }

    /// <summary>A document on each line. Answers how many metrics there are.</summary>
    private async Task<int> WriteAllAsync(CommandContext context, TextWriter writer, CancellationToken cancellationToken)
    {
        var last = "";
        await foreach (var item in context.Client.Exchange.ExportAllAsync(context.Get(_after) ?? "", cancellationToken))
        {
            last = HarmlessText.OfJson(item);
            await writer.WriteLineAsync(last);
        }

        return WholeExport.CountMetrics(last) ?? throw new CliException("The server's export did not come to its end.");
    }

    private static async Task<string> ToNameAsync(MetricNames metrics, string text, CancellationToken cancellationToken) =>
        text.StartsWith("models/", StringComparison.Ordinal) ? text : (await metrics.GetAsync(text, cancellationToken)).Model;

    /// <summary>An array with an object on each line.</summary>
    private static async Task<int> WriteModelsAsync(
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
