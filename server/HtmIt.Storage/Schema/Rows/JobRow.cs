namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>job</c>: when each job of the cluster is due next.</summary>
internal sealed class JobRow
{
    public string Name { get; set; } = "";
    public DateTimeOffset NextRunTime { get; set; }

    /// <summary>The turn that moved the time last: whoever lost the answer to its commit finds its own id here.</summary>
    public Guid? TurnId { get; set; }
}
