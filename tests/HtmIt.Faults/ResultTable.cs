using System.Globalization;
using System.Text.Json;
using HtmIt.Faults.Checking;
using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults;

/// <summary>The rounds as lines of a table while they come, and their sum.</summary>
internal sealed class ResultTable(int seed, TextWriter output)
{
    private const int Examples = 3;

    // The order of the columns.
    private static readonly FindingKind[] Kinds = Enum.GetValues<FindingKind>();

    private readonly List<RoundResult> _rounds = [];

    public bool IsClean => _rounds.All(round => round.Findings.Count == 0);

    public void WriteHead()
    {
        var kinds = string.Concat(Kinds.Select(kind => Column(Name(kind))));
        output.WriteLine($"{"round", 5}  {"fault", -13}{"seconds", 8}{Column("acknowledged")}{kinds}");
    }

    public void Write(RoundResult round)
    {
        _rounds.Add(round);
        WriteLine($"{round.Round, 5}  {round.Fault, -13}", round.Seconds, round.Acknowledged, round.Count);
        if (round.Findings.Count == 0)
        {
            return;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       seed {seed}, round {round.Round}, {round.Fault}:"));
        foreach (var example in round.Findings.GroupBy(finding => finding.Kind).SelectMany(kind => kind.Take(Examples)))
        {
            output.WriteLine($"         {example}");
        }
    }

    public void WriteSum() => WriteLine($"{"all", 5}  {"", -13}", _rounds.Sum(round => round.Seconds), Acknowledged(), Sum);

    public void WriteJson() =>
        output.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    seed,
                    seconds = Math.Round(_rounds.Sum(round => round.Seconds), 1),
                    rounds = _rounds.Count,
                    acknowledged = Acknowledged(),
                    missed = Sum(FindingKind.Missed),
                    lost = Sum(FindingKind.Lost),
                    invented = Sum(FindingKind.Invented),
                    doubled = Sum(FindingKind.Doubled),
                    refused_resends = Sum(FindingKind.RefusedResend),
                }
            )
        );

    private void WriteLine(string start, double seconds, int acknowledged, Func<FindingKind, int> count)
    {
        var counts = string.Concat(Kinds.Select(kind => Column(count(kind).ToString(CultureInfo.InvariantCulture))));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start}{seconds, 8:0.0}{acknowledged, 14}{counts}"));
    }

    private int Acknowledged() => _rounds.Sum(round => round.Acknowledged);

    private int Sum(FindingKind kind) => _rounds.Sum(round => round.Count(kind));

    private static string Name(FindingKind kind) => kind == FindingKind.RefusedResend ? "refused" : kind.ToString().ToLowerInvariant();

    private static string Column(string text) => text.PadLeft(Math.Max(10, text.Length + 2));
}
