using System.Reflection;
using System.Runtime.Loader;
using HtmIt.Engine.Layout;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests;

/// <summary>Asking for memory early changes nothing.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class PrefetchTests
{
    private const int Rows = 4_000;

    [Test]
    public void Compute_WithoutPrefetch_GivesTheSameBits()
    {
        var with = Run(typeof(AnomalyModel).Assembly);
        Environment.SetEnvironmentVariable(Prefetch.Variable, "0");
        var context = new AssemblyLoadContext("without", isCollectible: true);
        try
        {
            Assert.That(Run(context.LoadFromAssemblyPath(typeof(AnomalyModel).Assembly.Location)), Is.EqualTo(with));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Prefetch.Variable, null);
            context.Unload();
        }
    }

    /// <summary>All results as text, from a copy of the engine.</summary>
    private static List<string> Run(Assembly engine)
    {
        var parameters = engine.GetType(typeof(ModelParameters).FullName!)!;
        var model = Activator.CreateInstance(
            engine.GetType(typeof(AnomalyModel).FullName!)!,
            parameters.GetProperty(nameof(ModelParameters.Default))!.GetValue(null)
        )!;
        var compute = model.GetType().GetMethod(nameof(AnomalyModel.Compute))!;
        var random = new Random(4);
        var results = new List<string>(Rows);
        for (var row = 0; row < Rows; row++)
        {
            var value = (20 * Math.Sin(row / 45.0)) + (8 * random.NextDouble());
            results.Add(compute.Invoke(model, [300L * row, value])!.ToString()!);
        }

        return results;
    }
}
