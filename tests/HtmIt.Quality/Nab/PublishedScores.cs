using System.Globalization;

namespace HtmIt.Quality.Nab;

/// <summary>The table of published detectors that comes with the corpus (<c>published/final_scores.csv</c>); empty when there is none.</summary>
internal sealed class PublishedScores
{
    private readonly Dictionary<(string Detector, string Profile), double> _scores = [];

    public IEnumerable<string> Detectors => _scores.Keys.Select(key => key.Detector).Distinct();

    public double? Of(string detector, NabProfile profile) => _scores.TryGetValue((detector, profile.Name), out var score) ? score : null;

    public static PublishedScores Read(string folder)
    {
        var result = new PublishedScores();
        var path = Path.Combine(folder, "published", "final_scores.csv");
        foreach (var line in File.Exists(path) ? File.ReadLines(path).Skip(1) : [])
        {
            var fields = line.Split(',');
            result._scores[(fields[0], fields[1])] = double.Parse(fields[3], CultureInfo.InvariantCulture);
        }

        return result;
    }
}
