using HtmIt.Engine;

namespace HtmIt.Server.Tests.Support;

/// <summary>A row as the table has it.</summary>
internal sealed record StoredRow(long RowId, long Time, double Value, AnomalyResult? Score, long Commit);
