using HtmIt.Engine;

namespace HtmIt.Core.Log;

/// <summary>One stored sample with its score; null while it has none.</summary>
/// <param name="RowId">Number in its metric, from 1, without gaps.</param>
/// <param name="Time">Whole seconds since 1970, UTC.</param>
public readonly record struct DataRow(long RowId, long Time, double Value, AnomalyResult? Score);
