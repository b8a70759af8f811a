namespace HtmIt.Benchmarks.Fleet;

/// <summary>Microseconds a row: by rows at a visit, and model by model.</summary>
/// <param name="LongVisit">Rows that a model took one after the other when it went model by model.</param>
/// <param name="FirstRow">Rows a model had had before.</param>
/// <param name="LastRow">Rows it had had afterwards.</param>
internal sealed record TurnsResult(IReadOnlyDictionary<int, double> ByVisit, double ByModel, int LongVisit, int FirstRow, int LastRow)
{
    /// <summary>One row of each model, round after round.</summary>
    public double InTurn => ByVisit[1];

    public double Ratio => InTurn / ByModel;
}
