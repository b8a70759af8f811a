using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks;

/// <summary>Inputs no metric would have, for as long as wanted: nothing may throw, leave its range, or slow down.</summary>
internal static class WildInputs
{
    private const int Parts = 10;

    private static readonly (string Name, Func<Random, int, double> Value)[] Kinds =
    [
        ("random", (random, _) => random.NextDouble() * 100),
        ("constant", (_, _) => 42),
        ("alternating", (_, row) => row % 2 == 0 ? -1e6 : 1e6),
        ("huge", (random, _) => (random.NextDouble() - 0.5) * double.MaxValue),
        ("tiny", (random, _) => (random.NextDouble() - 0.5) * 1e-300),
        ("any bits", (random, _) => AnyBits(random)),
        ("drifting", (random, row) => (row * 0.37) + random.NextDouble()),
        ("exploding", (random, row) => Math.Exp((row % 1400) - 700) * random.NextDouble()),
    ];

    public static void Run(int inputs)
    {
        Console.WriteLine(
            $"{"inputs", -14}{"records", 10}{"µs/record", 12}{"later / second part", 22}{"slowest / second", 18}{"segments", 10}{"columns", 9}"
        );
        foreach (var (name, value) in Kinds)
        {
            RunOne(name, value, inputs / Kinds.Length);
        }
    }

    private static void RunOne(string name, Func<Random, int, double> value, int rows)
    {
        var random = new Random(1);
        var model = new AnomalyModel(ModelParameters.Default);
        var times = new double[Parts];
        for (var part = 0; part < Parts; part++)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var row = rows / Parts * part; row < rows / Parts * (part + 1); row++)
            {
                Demand(model.Compute((row * 300L) + random.Next(1_000), value(random, row)), name, row);
            }

            times[part] = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / (rows / Parts);
        }

        // The median of the later parts, because another program on the machine makes single parts look slow.
        var later = times[2..].Order().ElementAt((Parts - 2) / 2);
        Console.WriteLine(
            $"{name, -14}{rows, 10}{times.Average(), 12:F2}{later / times[1], 22:F2}{times[2..].Max() / times[1], 18:F2}{model.SegmentCount, 10}{model.UsedColumns, 9}"
        );
    }

    private static void Demand(AnomalyResult result, string name, int row)
    {
        var fine =
            result is { RawAnomalyScore: >= 0 and <= 1, AnomalyLikelihood: >= 0 and <= 1, Surprise: >= 0 }
            && double.IsFinite(result.Surprise);
        if (!fine)
        {
            throw new InvalidOperationException($"{name}, row {row}: {result}");
        }
    }

    private static double AnyBits(Random random)
    {
        double value;
        do
        {
            value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        } while (!double.IsFinite(value));

        return value;
    }
}
