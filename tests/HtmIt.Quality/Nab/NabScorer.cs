using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Nab;

/// <summary>
/// NAB's scoring: a window earns the scaled sigmoid of its earliest flagged row, every flagged row outside costs, and one threshold
/// serves all files. All thresholds are tried in one pass over the rows in order of falling score.
/// </summary>
internal static class NabScorer
{
    private static readonly double LeftEdge = Sigmoid(-1);

    public static NabScore Score(Corpus corpus, IReadOnlyList<double[]> scores, NabProfile profile) =>
        Sweep(corpus, profile, Collect(corpus, scores), null);

    /// <summary>The score at a threshold that was found elsewhere, for instance on the other half of the files.</summary>
    public static NabScore ScoreAt(Corpus corpus, IReadOnlyList<double[]> scores, NabProfile profile, double threshold) =>
        Sweep(corpus, profile, Collect(corpus, scores), threshold);

    public static double Sigmoid(double x) => 2 / (1 + Math.Exp(5 * x)) - 1;

    /// <summary>Rows that count, highest score first.</summary>
    private static Flag[] Collect(Corpus corpus, IReadOnlyList<double[]> scores)
    {
        var flags = new List<Flag>(corpus.RowCount);
        var firstWindow = 0;
        for (var file = 0; file < corpus.Series.Count; file++)
        {
            AddRows(flags, corpus.Series[file], scores[file], firstWindow);
            firstWindow += corpus.Series[file].Windows.Count;
        }

        var sorted = flags.ToArray();
        Array.Sort(sorted, (left, right) => right.Score.CompareTo(left.Score));
        return sorted;
    }

    private static void AddRows(List<Flag> flags, LabelledSeries series, double[] scores, int firstWindow)
    {
        var next = 0;
        for (var row = 0; row < series.Count; row++)
        {
            while (next < series.Windows.Count && row > series.Windows[next].Last)
            {
                next++;
            }

            if (row >= series.Probation)
            {
                flags.Add(Worth(series, row, next, firstWindow, scores[row]));
            }
        }
    }

    private static Flag Worth(LabelledSeries series, int row, int next, int firstWindow, double score)
    {
        if (next < series.Windows.Count && series.Windows[next].Contains(row))
        {
            var window = series.Windows[next];
            var position = -(window.Last - row + 1) / (double)window.Length;
            return new Flag(score, firstWindow + next, Sigmoid(position) / LeftEdge);
        }

        if (next == 0)
        {
            return new Flag(score, -1, -1);
        }

        var last = series.Windows[next - 1];
        var distance = (row - last.Last) / (double)(last.Length - 1);
        return new Flag(score, -1, distance > 3 ? -1 : Sigmoid(distance));
    }

    private static NabScore Sweep(Corpus corpus, NabProfile profile, Flag[] flags, double? fixedThreshold)
    {
        var windows = corpus.WindowCount;
        var tally = new Tally(windows, profile);
        var best = tally.ToScore(double.PositiveInfinity);
        for (var index = 0; index < flags.Length; )
        {
            var threshold = flags[index].Score;
            if (threshold < fixedThreshold)
            {
                break;
            }

            while (index < flags.Length && flags[index].Score.Equals(threshold))
            {
                tally.Add(flags[index++]);
            }

            if (fixedThreshold is not null || tally.Total > best.Raw + 1e-12)
            {
                best = tally.ToScore(threshold);
            }
        }

        return best;
    }

    /// <param name="Score">What the detector said.</param>
    /// <param name="Window">The window the row is in, counted over the corpus; -1 outside.</param>
    /// <param name="Worth">Share of the window's full worth, or of the cost of a false row.</param>
    private readonly record struct Flag(double Score, int Window, double Worth);

    private sealed class Tally(int windows, NabProfile profile)
    {
        private readonly double[] _best = [.. Enumerable.Repeat(double.NegativeInfinity, windows)];
        private int _caught;
        private int _falseRows;

        public double Total { get; private set; } = -windows * profile.FalseNegative;

        public void Add(Flag flag)
        {
            if (flag.Window < 0)
            {
                Total += profile.FalsePositive * flag.Worth;
                _falseRows++;
                return;
            }

            var before = _best[flag.Window];
            if (double.IsNegativeInfinity(before))
            {
                _caught++;
                Total += profile.FalseNegative + profile.TruePositive * flag.Worth;
                _best[flag.Window] = flag.Worth;
            }
            else if (flag.Worth > before)
            {
                Total += profile.TruePositive * (flag.Worth - before);
                _best[flag.Window] = flag.Worth;
            }
        }

        public NabScore ToScore(double threshold)
        {
            var nothing = -windows * profile.FalseNegative;
            var perfect = windows * profile.TruePositive;
            var normalised = windows == 0 ? 0 : 100 * (Total - nothing) / (perfect - nothing);
            return new NabScore(profile, normalised, Total, threshold, _caught, windows, _falseRows);
        }
    }
}
