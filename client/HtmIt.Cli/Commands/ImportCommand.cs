using System.CommandLine;
using System.Text.Json;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit import</c>: models from a JSON file that <c>htmit export</c> or the original wrote.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The file to read, or - for standard input." };

    private readonly Option<bool> _all = new("--all") { Description = "The file is of htmit export --all: import everything in it." };
    private readonly Option<bool> _validateOnly = new("--validate-only")
    {
        Description = "With --all: check and change nothing; say what would be done.",
    };

    public ImportCommand()
        : base("import", "Import models from a JSON file, as exported here or by the original; or everything.")
    {
        Takes(_file, _all, _validateOnly);
        Validators.Add(result =>
        {
            if (result.GetValue(_validateOnly) && !result.GetValue(_all))
            {
                result.AddError("--validate-only needs --all.");
            }
        });
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.Get(_file)!;
        await using var stream = name == "-" ? context.Terminal.InBytes : File.OpenRead(name);
        if (context.Get(_all))
        {
            return await WholeImport.RunAsync(context, name, stream, context.Get(_validateOnly), cancellationToken);
        }

        var (imported, known, refused) = (0, 0, 0);
        try
        {
            await foreach (
                var result in context.Client.Models.ImportAsync(ModelDocuments.ReadAsync(stream, cancellationToken), cancellationToken)
            )
            {
                Write(context, imported + known + refused, result);
                _ =
                    result.Error is not null ? refused++
                    : result.Value.Created ? imported++
                    : known++;
            }
        }
        catch (JsonException exception)
        {
            throw new CliException(
                $"'{name}' is no export of models: line {exception.LineNumber + 1} is no JSON that goes on from the lines before. "
                    + $"{Show.Count(imported + known + refused, "model")} came before it. htmit ingest reads CSV files, htmit import --all "
                    + "what htmit export --all wrote."
            );
        }

        context.Output.Write(
            new ImportSummaryView(imported, known, refused),
            $"imported {Show.Count(imported)}, monitored already {Show.Count(known)}, refused {Show.Count(refused)}"
        );
        return refused == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void Write(CommandContext context, int index, ItemResult<CreateModelResult> result)
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(
                result.Error is { } error
                    ? new ImportedModelView(index, Result: null, new ItemErrorView(error))
                    : new ImportedModelView(
                        index,
                        new CreatedModelView(result.Value.Created, new ModelView(result.Value.Model)),
                        Error: null
                    )
            );
        }
        else if (result.Error is { } failure)
        {
            BatchReport.WriteError(context.Output, $"item {index}", failure);
        }
    }
}
