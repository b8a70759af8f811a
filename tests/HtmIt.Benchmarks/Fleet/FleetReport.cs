namespace HtmIt.Benchmarks.Fleet;

/// <summary>Prints what was measured of a fleet.</summary>
internal static class FleetReport
{
    // Below this share of a part, a field of it is not worth a line.
    private const double LeastShare = 0.02;

    public static void Print(FleetResult result)
    {
        var settings = result.Settings;
        Console.WriteLine(
            $"{settings.Models} models, {settings.Rows} rows each before ({settings.Kind}: {string.Join(", ", settings.Kinds)}), one thread"
        );
        PrintWeights(result.Bytes, result.Weights);
        PrintTimes(result.Times, "µs of processor time a row, medians");
        if (result.RecordsPerSecond is { } rate)
        {
            Console.WriteLine($"in turn on {Environment.ProcessorCount} cores: {rate:N0} records a second by the clock");
        }

        if (result.Snapshot is { } snapshot)
        {
            Console.WriteLine(
                $"snapshot ({result.SnapshotKind}) {snapshot.Bytes:N0} B, save {snapshot.SaveMs:F2} ms, restore {snapshot.RestoreMs:F2} ms"
            );
        }

        if (result.Resident is { } resident)
        {
            var collector = resident.ServerCollector ? "server" : "workstation";
            Console.WriteLine(
                $"a process of its own, {collector} collector, saving in rounds: resident {resident.Bytes:N0} B a model, at most {resident.Peak:N0} B"
            );
        }

        if (result.Peer is { } peer)
        {
            Console.WriteLine($"{peer.Forests} random cut forests in place of models: live heap {peer.Bytes:N0} B each");
            PrintTimes(peer.Times, "µs a row");
        }
    }

    private static void PrintWeights(long mean, FleetWeights weights)
    {
        Console.WriteLine($"live heap a model {mean:N0} B; found by its fields {weights.Mean:N0} B, by part and larger fields of it:");
        foreach (var (path, bytes) in weights.MeanByPath)
        {
            var part = path.Split('.')[0];
            if (path == part || bytes >= LeastShare * weights.MeanByPath[part])
            {
                Console.WriteLine($"{(path == part ? path : "  " + path[(part.Length + 1)..]), -28}{bytes, 12:N0} B");
            }
        }

        Console.WriteLine($"{"kind", -14}{"mean B", 12}{"heaviest B", 12}");
        foreach (var kind in weights.Kinds)
        {
            Console.WriteLine($"{kind.Name, -14}{kind.Mean, 12:N0}{kind.Heaviest, 12:N0}");
        }
    }

    private static void PrintTimes(TurnsResult times, string unit)
    {
        Console.WriteLine($"rows {times.FirstRow} to {times.LastRow} of each, {unit}:");
        Console.WriteLine($"{$"by model, {times.LongVisit} rows", -28}{times.ByModel, 12:F2}");
        foreach (var (visit, micros) in times.ByVisit)
        {
            Console.WriteLine($"{$"in turn, {visit} a visit", -28}{micros, 12:F2}{micros / times.ByModel, 12:F2} times");
        }
    }
}
