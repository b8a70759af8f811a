using System.Globalization;
using HtmIt.Core.Retention;

namespace HtmIt.Storage.Samples;

/// <summary>Names of the month partitions of <c>metric_data</c>.</summary>
internal static class MonthPartition
{
    public const string Prefix = "metric_data_";
    private const string Format = $"'{Prefix}'yyyy_MM";

    public static string Name(StoredMonth month) => month.First.ToString(Format, CultureInfo.InvariantCulture);

    public static StoredMonth? Parse(string table) =>
        DateOnly.TryParseExact(table, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? new(first) : null;
}
