namespace HtmIt.Cli.Csv;

/// <summary>How to read a file. What is not given is found out.</summary>
internal sealed record CsvOptions
{
    /// <summary>The metric of every row; without it, and without a metric column, the file's name.</summary>
    public string? MetricName { get; init; }

    /// <summary>Name or number (from 1) of the column with the time.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Name or number of the column with the time of day, where the other one has the date.</summary>
    public string? ClockColumn { get; init; }

    /// <summary>Name or number of the column with the value.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>Name or number of the column with the metric's name.</summary>
    public string? MetricColumn { get; init; }

    /// <summary>Columns whose text is a label of the row's metric: each a name or number, or <c>KEY=COLUMN</c>.</summary>
    public IReadOnlyList<string> LabelColumns { get; init; } = [];

    /// <summary>.NET format of the times.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Whose clocks the times without offset were read from; without it UTC.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>What separates columns.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether numbers have a comma where others have a point.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Whether the rows are sorted by time: their order in the file says nothing then.</summary>
    public bool Sort { get; init; }
}
