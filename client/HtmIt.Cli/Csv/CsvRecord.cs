namespace HtmIt.Cli.Csv;

/// <summary>The fields of one row, and the line it begins in.</summary>
internal readonly record struct CsvRecord(long Line, string[] Fields)
{
    /// <summary>A field, or null where the line is too short.</summary>
    public string? this[int index] => index < Fields.Length ? Fields[index] : null;
}
