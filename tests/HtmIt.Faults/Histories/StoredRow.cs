namespace HtmIt.Faults.Histories;

/// <summary>A row of the table.</summary>
/// <param name="Name">The metric's own name.</param>
/// <param name="Metric">The metric's resource name.</param>
internal readonly record struct StoredRow(string Name, string Metric, long RowId, long Time, double Value)
{
    public override string ToString() => $"row {RowId} of {Name}";
}
