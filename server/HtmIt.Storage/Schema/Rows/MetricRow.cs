namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>metric</c>.</summary>
internal sealed class MetricRow
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public short Datasource { get; set; }
    public string Name { get; set; } = "";
    public string Labels { get; set; } = "{}";

    /// <summary>Hash of what no two metrics share, see <c>MetricIdentity</c>: the key of a custom metric may be too long for an index.</summary>
    public byte[] Identity { get; set; } = [];
    public string Description { get; set; } = "";
    public string Resource { get; set; } = "";

    /// <summary>Made by the database from the resource and the account in the parameters, as <c>ResourceId</c> does.</summary>
    public Guid ResourceId { get; private set; }
    public string Unit { get; set; } = "";
    public string? UserInfo { get; set; }
    public string Region { get; set; } = "";
    public string TagName { get; set; } = "";
    public short Status { get; set; }
    public string StatusMessage { get; set; } = "";
    public int PollIntervalSeconds { get; set; } = 300;
    public string? Parameters { get; set; }
    public string? ModelParams { get; set; }
    public int Generation { get; set; }
    public bool Clearing { get; set; }

    /// <summary>Whether it is monitored, or waits to be, because samples of it came.</summary>
    public bool Automatic { get; set; }
    public Guid? AutostackId { get; set; }
    public DateTimeOffset? CollectorErrorSince { get; set; }
    public string? CollectorErrorMessage { get; set; }
    public DateTimeOffset? ModelCreateTime { get; set; }
    public DateTimeOffset CreateTime { get; set; }
    public DateTimeOffset UpdateTime { get; set; }

    /// <summary>The change of state that was made last: whoever lost the answer to its commit finds its own id here.</summary>
    public Guid? ChangeId { get; set; }
    public uint Version { get; set; }
    public MetricHeadRow Head { get; set; } = null!;
}
