namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification</c>.</summary>
internal sealed class NotificationRow
{
    public Guid Id { get; set; }

    /// <summary>In order of decision, which one server at a time makes: the position of a watch.</summary>
    public long Position { get; set; }
    public string DeviceId { get; set; } = "";
    public int MetricNumber { get; set; }
    public short Kind { get; set; }

    /// <summary>Null for a row. No foreign key: an incident may go before what was told of it.</summary>
    public Guid? IncidentId { get; set; }

    /// <summary>The row at which the incident was told.</summary>
    public long? StepRow { get; set; }
    public long? OnsetRow { get; set; }
    public DateTimeOffset? OnsetTime { get; set; }
    public double? OnsetValue { get; set; }
    public double? OnsetSurprise { get; set; }
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>In words; a JSON array of texts.</summary>
    public string Reasons { get; set; } = "[]";
    public long RowId { get; set; }
    public DateTimeOffset SampleTime { get; set; }
    public double Value { get; set; }
    public double AnomalyLikelihood { get; set; }
    public double Surprise { get; set; }
    public double Severity { get; set; }
    public short Score { get; set; }
    public int QuietPeriodSeconds { get; set; }
    public DateTimeOffset? AcknowledgeTime { get; set; }
    public string AcknowledgedBy { get; set; } = "";
    public DateTimeOffset? SeenTime { get; set; }
    public string SeenBy { get; set; } = "";
    public string? ProviderMessageId { get; set; }
    public DateTimeOffset CreateTime { get; set; }
}
