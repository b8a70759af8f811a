using System.CommandLine;
using HtmIt.Faults.Laboratory;
using Npgsql;

namespace HtmIt.Faults;

/// <summary><c>crash</c>: a real database and the real server are crashed, frozen, locked and killed under load.</summary>
internal static class CrashCommand
{
    private const int PromiseBroken = 1;
    private const int NoResult = 2;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 50, Description = "How many faults." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Chooses their kinds, order and times." };
        var faults = new Option<string[]>("--fault")
        {
            Description = "A kind of fault to choose from; may be given again. None means all.",
            DefaultValueFactory = _ => [],
        };
        var keep = new Option<string?>("--keep") { Description = "Folder for the history and the logs when a promise was not kept." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("crash", "Crashes, freezes and locks the database under load; ends with 1 when a promise was not kept.")
        {
            rounds,
            seed,
            faults,
            keep,
            json,
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds must be at least 1.");
            }
        });
        command.SetAction(
            (arguments, cancellationToken) =>
            {
                var options = new CrashOptions(
                    arguments.GetValue(rounds),
                    arguments.GetValue(seed),
                    arguments.GetValue(faults) ?? [],
                    arguments.GetValue(keep)
                );
                return RunAsync(options, arguments.GetValue(json), cancellationToken);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(CrashOptions options, bool json, CancellationToken cancellationToken)
    {
        try
        {
            return await RunRoundsAsync(options, json, cancellationToken);
        }
        catch (Exception fault)
            when (fault is ArgumentException or TimeoutException or InvalidOperationException or InvalidDataException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return NoResult;
        }
    }

    private static async Task<int> RunRoundsAsync(CrashOptions options, bool json, CancellationToken cancellationToken)
    {
        await using var laboratory = await CrashLaboratory.OpenAsync(options, cancellationToken);
        var table = new ResultTable(options.Seed, Console.Out);
        table.WriteHead();
        for (var round = 1; round <= options.Rounds; round++)
        {
            table.Write(await laboratory.RunRoundAsync(round, cancellationToken));
        }
        table.WriteSum();
        if (json)
        {
            table.WriteJson();
        }
        return table.IsClean ? 0 : PromiseBroken;
    }
}
