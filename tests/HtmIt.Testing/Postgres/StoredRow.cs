using HtmIt.Engine;

namespace HtmIt.Testing.Postgres;

/// <summary>A row as the table has it.</summary>
public sealed record StoredRow(long RowId, long Time, double Value, AnomalyResult? Score, long Commit);
