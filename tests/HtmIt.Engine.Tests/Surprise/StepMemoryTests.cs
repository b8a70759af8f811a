using CsCheck;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StepMemoryTests
{
    private const int Rows = 1_500;

    // Numbers of every size, equal ones, whole ones, and such as no single-precision number can hold.
    private static readonly Func<Random, double>[] Kinds =
    [
        random => random.NextDouble(),
        random => random.Next(4),
        random => random.NextDouble() * Math.Pow(10, random.Next(-12, 12)),
        random => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 150)),
        random => 1e150 * random.Next(-1, 2),
        random => 1e-310 * random.Next(5),
        random => 3e38 * random.NextDouble(),
        _ => 7,
    ];

    [Test]
    public void Next_AnyValues_EqualsTheSearchOfAll() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Int).Sample((kind, seed) => Same(Kinds[kind], seed), iter: 60);

    private static bool Same(Func<Random, double> next, int seed)
    {
        var random = new Random(seed);
        var recent = new RecentValues();
        var plain = new StepMemory(1, KernelLevel.Scalar);
        var fast = new StepMemory(1, KernelLevel.Vector512);
        for (var row = 0; row < Rows; row++)
        {
            recent.Add(next(random));
            if (plain.Next(recent, 1.5) is var expected && !Nullable.Equals(fast.Next(recent, 1.5), expected))
            {
                return false;
            }
        }

        return true;
    }
}
