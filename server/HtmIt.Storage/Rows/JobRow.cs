namespace HtmIt.Storage.Rows;

/// <summary>Table <c>job</c>: when each job of the cluster is due next.</summary>
internal sealed class JobRow
{
    public string Name { get; set; } = "";
    public DateTimeOffset NextRunTime { get; set; }
}
