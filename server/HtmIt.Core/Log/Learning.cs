using Microsoft.Extensions.Options;

namespace HtmIt.Core.Log;

/// <summary>Which rows come before a model has learnt enough for people to be told of its incidents.</summary>
/// <remarks>By the row's number, so that it costs nothing to find out. A model that is restarted sees all kept rows of its metric again, the
/// first of them first.</remarks>
public sealed class Learning(IOptions<LearningOptions> options)
{
    /// <summary>How many there are.</summary>
    public int RowsNeeded => options.Value.Rows;

    public bool Is(in DataRow row) => row.Score is not null && Covers(row.RowId);

    public bool Covers(long rowId) => rowId <= RowsNeeded;
}
