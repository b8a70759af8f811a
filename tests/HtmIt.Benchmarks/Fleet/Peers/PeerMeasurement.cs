namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>A fleet of random cut forests, run the same way as the models.</summary>
internal static class PeerMeasurement
{
    // Forests are slow: fewer of them, and shorter runs.
    private const int MostForests = 200;
    private const int RecordsOfARun = 6_400;

    public static PeerResult Run(FleetSettings settings)
    {
        PeerCheck.Run(settings);
        var series = settings.MakeSeries(Math.Min(settings.Models, MostForests));
        var before = LiveHeap.Bytes();
        var forests = Array.ConvertAll(series, one => WarmUp(one, settings.Rows));
        var bytes = (LiveHeap.Bytes() - before) / forests.Length;
        var turns = new FleetTurns<RandomCutForest>(forests, series, static (forest, row) => forest.Take(row.Value), RecordsOfARun);
        return new PeerResult(forests.Length, turns.Measure(), bytes);
    }

    private static RandomCutForest WarmUp(FleetSeries series, int rows)
    {
        var forest = new RandomCutForest(series.Number);
        for (var i = 0; i < rows; i++)
        {
            forest.Take(series.Next().Value);
        }

        return forest;
    }
}
