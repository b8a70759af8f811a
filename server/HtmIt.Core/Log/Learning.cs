namespace HtmIt.Core.Log;

/// <summary>Which rows come before a model has learnt enough for its scores to mean something.</summary>
/// <remarks>By the row's number, so that it never changes and costs nothing to find out. A model that is restarted sees all kept rows of its
/// metric again, the first of them first.</remarks>
public static class Learning
{
    /// <summary>Three and a half days of 5-minute data.</summary>
    public const int RowsNeeded = 1_000;

    public static bool Is(in DataRow row) => row.Score is not null && row.RowId <= RowsNeeded;
}
