using System.Text.RegularExpressions;
using HtmIt.Testing.Processes;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>The tasks of <c>docs/first-hour.md</c>.</summary>
internal static partial class FirstHourPage
{
    private const string Fence = "```";

    public static IReadOnlyList<FirstHourTask> Tasks { get; } = [.. Read()];

    private static IEnumerable<FirstHourTask> Read()
    {
        var (role, id) = ("", "");
        List<string>? transcript = null;
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, "docs/first-hour.md")))
        {
            if (transcript is not null && line == Fence)
            {
                yield return new FirstHourTask(id, role, transcript);
                (id, transcript) = ("", null);
            }
            else if (transcript is not null)
            {
                transcript.Add(line);
            }
            else if (line == Fence + "console" && id.Length > 0)
            {
                transcript = [];
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                if (id.Length > 0)
                {
                    yield return new FirstHourTask(id, role, []);
                }

                (role, id) = heading.Groups["role"] is { Success: true } next ? (next.Value, "") : (role, heading.Groups["id"].Value);
            }
        }

        if (id.Length > 0)
        {
            yield return new FirstHourTask(id, role, []);
        }
    }

    [GeneratedRegex("^## (?<role>.+)$|^### (?<id>[a-z0-9-]+): .+$")]
    private static partial Regex Heading();
}
