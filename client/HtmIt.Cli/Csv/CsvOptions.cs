namespace HtmIt.Cli.Csv;

/// <summary>How to read a file. What is not given is found out.</summary>
internal sealed record CsvOptions
{
    /// <summary>The metric of every row; without it, and without a metric column, the file's name.</summary>
    public string? MetricName { get; init; }

    /// <summary>Name or number (from 1) of the column with the time.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Name or number of the column with the value.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>Name or number of the column with the metric's name.</summary>
    public string? MetricColumn { get; init; }

    /// <summary>.NET format of the times.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>What separates columns.</summary>
    public string? Delimiter { get; init; }
}
