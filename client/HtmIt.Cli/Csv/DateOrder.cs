namespace HtmIt.Cli.Csv;

/// <summary>In which order a date of digits has its parts, where the year's four digits don't come first and settle it.</summary>
internal enum DateOrder
{
    /// <summary>16.07.2026</summary>
    DayFirst,

    /// <summary>07/16/2026</summary>
    MonthFirst,

    /// <summary>26-07-16: only where the year has two digits.</summary>
    YearFirst,
}
