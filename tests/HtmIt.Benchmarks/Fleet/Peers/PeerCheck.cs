namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>Proves before it is measured that a forest does what it should: the cost of a wrong one says nothing.</summary>
internal static class PeerCheck
{
    private const int Rows = 1_500;
    private const int Step = 25;
    private const double Outlier = 1e4;

    /// <exception cref="InvalidOperationException">Something is wrong.</exception>
    public static void Run(FleetSettings settings)
    {
        foreach (var series in settings.MakeSeries(settings.Kinds.Length))
        {
            var forest = new RandomCutForest(series.Number);
            double last = 0;
            for (var row = 1; row <= Rows; row++)
            {
                last = forest.Take(series.Next().Value);
                if (row % Step == 0)
                {
                    Demand(forest.IsConsistent && last is > 0 and <= 1, series.Kind, row);
                }
            }

            Demand(forest.Take(Outlier) > last, series.Kind, Rows + 1);
        }
    }

    private static void Demand(bool holds, string kind, int row)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The random cut forest is wrong after row {row} of a {kind} metric.");
        }
    }
}
