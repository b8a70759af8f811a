using System.CommandLine;
using HtmIt.Benchmarks.Fleet;

namespace HtmIt.Benchmarks;

/// <summary><c>engine</c>: what a model costs on a recorded series, how it ages, and what many models cost that take turns.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var csv = new Option<FileInfo?>("--csv") { Description = "Series with the header timestamp,value to run one model over." };
        var json = new Option<bool>("--json") { Description = "With --csv or --fleet: end with one line of JSON." };
        var rows = new Option<int?>("--rows") { Description = "Run one model over so many generated rows and report each 10,000." };
        var models = new Option<int?>("--models")
        {
            Description = "Run so many models over 20,000 rows each and report the memory of one.",
        };
        var inputs = new Option<int?>("--inputs")
        {
            Description = "Feed so many wild inputs: random, constant, alternating, huge, tiny and others.",
        };
        var command = new Command("engine", "Measures the anomaly model.") { csv, json, rows, models, inputs };
        var fleet = new FleetOptions(rows);
        fleet.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (fleet.Read(parsed) is { } settings)
                {
                    if (fleet.IsResident(parsed))
                    {
                        ResidentFleet.Run(settings);
                    }
                    else
                    {
                        await FleetMeasurement.RunAsync(settings, parsed.GetValue(json), cancellationToken);
                    }

                    return;
                }

                if (parsed.GetValue(csv) is { } file)
                {
                    SeriesMeasurement.Run(Series.Read(file.FullName), parsed.GetValue(json));
                }

                if (parsed.GetValue(rows) is { } count)
                {
                    AgeingMeasurement.Run(count);
                }

                if (parsed.GetValue(models) is { } number)
                {
                    ManyModelsMeasurement.Run(
                        number,
                        parsed.GetValue(csv) is { } series ? Series.Read(series.FullName) : Series.Generate(20_000)
                    );
                }

                if (parsed.GetValue(inputs) is { } wild)
                {
                    WildInputs.Run(wild);
                }
            }
        );
        return command;
    }
}
