namespace HtmIt.Storage.Sql;

/// <summary>How a query of rows has to find them. The table grows by the million between two looks of the database at its statistics, and
/// without them, or with old ones, the planner takes a narrow range for most of the table and reads all of it for every page. Each query
/// has one right way, which does not depend on statistics, so the other ways are closed for its transaction.</summary>
internal enum AccessPath
{
    /// <summary>Along the primary key: one metric's rows in order of time, read as far as they are wanted.</summary>
    Key,

    /// <summary>Along the primary key too, but all rows of a range of time, and no more of them held than what they are summed up to.</summary>
    KeySums,

    /// <summary>By the block ranges of an index: what some commits changed, of whatever metric.</summary>
    Blocks,
}

internal static class AccessPaths
{
    // The price of a closed way, where a tiny table leaves no other, would have the database compile each query.
    private const string Begin = "select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true)";
    private const string NoBitmap = "set_config('enable_bitmapscan', 'off', true)";

    // A page is small: starting parallel workers for it would cost more than it. Of a long range they would read all for its last rows.
    private const string NoWorkers = "set_config('max_parallel_workers_per_gather', '0', true)";

    /// <summary>A statement to be sent with the query, in the same transaction.</summary>
    public static string ToSql(this AccessPath path) =>
        path switch
        {
            AccessPath.Key => $"{Begin}, {NoBitmap}",
            // The key has them in order: sorting all rows of a stretch would go through files.
            AccessPath.KeySums => $"{Begin}, {NoBitmap}, {NoWorkers}, set_config('enable_sort', 'off', true)",
            _ => $"{Begin}, {NoWorkers}",
        };
}
