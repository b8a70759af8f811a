using System.Text.Json;

namespace HtmIt.Cli.Tests;

/// <summary>Each command that asks a server, with an option where that makes another command of it, and arguments that it takes; names in them are one text. <c>FILE</c> is a file of the kind that
/// the command reads.</summary>
internal static class EveryCommand
{
    public static IReadOnlyDictionary<string, string[]> ArgumentsOf(string text) =>
        new Dictionary<string, string[]>
        {
            ["status"] = [],
            ["ingest"] = ["FILE.csv"],
            ["watch"] = [text, "--seconds", "1", "--from", "2020-01-01"],
            ["list"] = [text, "--from", "2020-01-01"],
            ["plot"] = [text],
            ["buckets"] = [text, "--from", "2026-01-01", "--to", "2026-01-02", "--count", "4"],
            ["rank"] = [],
            ["feedback"] = [text],
            ["export"] = [],
            ["export --all"] = ["--out", "FILE.out"],
            ["import"] = ["FILE.json"],
            ["import --all"] = ["FILE.jsonl"],
            ["models list"] = [],
            ["models create"] = [text],
            ["models monitor"] = ["--label", "a=b", "--name", "*"],
            ["models get"] = [text],
            ["models restart"] = [text],
            ["models delete"] = [text],
            ["metrics list"] = [],
            ["metrics get"] = [text],
            ["metrics create"] = [text],
            ["metrics update"] = [text, "--unit", text],
            ["metrics delete"] = [text],
            ["metrics statistics"] = [text],
            ["cloudwatch regions"] = [],
            ["cloudwatch accounts"] = [],
            ["cloudwatch namespaces"] = [],
            ["cloudwatch resources"] = [text],
            ["cloudwatch metrics"] = [text],
            ["cloudwatch monitor"] = [text, "--resource", text],
            ["cloudwatch collection"] = [],
            ["devices list"] = [],
            ["devices get"] = [text],
            ["devices set"] = [text, "--email", text],
            ["devices explain"] = [text, text],
            ["devices simulate"] = [text],
            ["devices test"] = [text],
            ["devices delete"] = [text],
            ["incidents list"] = [text],
            ["incidents get"] = [text],
            ["incidents watch"] = [text, "--seconds", "1"],
            ["notifications list"] = [text],
            ["notifications watch"] = [text, "--seconds", "1"],
            ["notifications ack"] = [text],
            ["notifications seen"] = [text],
            ["annotations list"] = [],
            ["annotations add"] = [text, text],
            ["annotations update"] = [text, "--message", text],
            ["annotations delete"] = [text],
            ["resources list"] = [],
            ["resources monitor"] = [$"us-west-2/AWS/EC2/{text}"],
            ["resources delete"] = [text],
            ["resources history"] = [text],
            ["resources suggest"] = [text],
            ["autostacks list"] = [],
            ["autostacks create"] = [text, "--region", text, "--filter", $"Name={text}"],
            ["autostacks get"] = [text],
            ["autostacks delete"] = [text],
            ["autostacks instances"] = [text],
            ["autostacks history"] = [text],
            ["autostacks metrics list"] = [text],
            ["autostacks metrics add"] = [text, $"AWS/EC2/{text}"],
            ["autostacks metrics remove"] = [text, text],
        };

    /// <summary>Makes the files in a directory.</summary>
    public static void WriteFiles(string directory, string text)
    {
        File.WriteAllText(
            Path.Combine(directory, "FILE.csv"),
            $"metric,timestamp,value\n\"{text}\",2026-01-01,1\n\"{text}\",2026-01-02,\"{text}\"\n\"{text}\",\"{text}\",3\n"
        );
        File.WriteAllText(
            Path.Combine(directory, "FILE.json"),
            JsonSerializer.Serialize(
                new[]
                {
                    new Dictionary<string, object> { ["datasource"] = "custom", ["metric"] = text },
                }
            )
        );
        var device = new Dictionary<string, object> { ["device"] = new Dictionary<string, object> { ["name"] = text } };
        File.WriteAllLines(Path.Combine(directory, "FILE.jsonl"), [JsonSerializer.Serialize(device), """{"end":{}}"""]);
    }

    /// <summary>A whole command line.</summary>
    public static string[] LineOf(string command, string text, string directory, string output) =>
        [
            .. command.Split(' '),
            .. ArgumentsOf(text)[command]
                .Select(argument => argument.StartsWith("FILE.", StringComparison.Ordinal) ? Path.Combine(directory, argument) : argument),
            "--output",
            output,
        ];
}
