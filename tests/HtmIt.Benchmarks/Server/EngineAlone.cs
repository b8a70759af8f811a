using HtmIt.Benchmarks.Fleet;
using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Benchmarks.Server;

/// <summary>The most that a server could score: models of the same metrics in this process, in turn, on all cores, with nothing around them.
/// </summary>
internal static class EngineAlone
{
    /// <param name="rows">Rows each model has had before.</param>
    public static double RecordsPerSecond(int metrics, int rows)
    {
        var series = FleetSeries.Make(metrics, FleetKinds.In(FleetKinds.Mixed, recorded: false), []);
        var models = new AnomalyModel[metrics];
        Parallel.For(
            0,
            metrics,
            i =>
            {
                models[i] = new AnomalyModel(ModelParameters.Default);
                for (var row = 0; row < rows; row++)
                {
                    var next = series[i].Next();
                    models[i].Compute(next.Time, next.Value);
                }
            }
        );
        var turns = new FleetTurns<AnomalyModel>(models, series, static (model, row) => model.Compute(row.Time, row.Value));
        return turns.RecordsPerSecond(Environment.ProcessorCount);
    }
}
