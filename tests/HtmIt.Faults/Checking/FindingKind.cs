namespace HtmIt.Faults.Checking;

/// <summary>Which promise was not kept.</summary>
internal enum FindingKind
{
    /// <summary>A stored row that a watch of its metric never gave.</summary>
    Missed,

    /// <summary>A sample was acknowledged and is not stored, or is stored as something else.</summary>
    Lost,

    /// <summary>Something was told that is not in the table, or the table holds what nobody sent.</summary>
    Invented,

    /// <summary>A sample is stored twice, row ids have gaps, or one stream gave a row twice.</summary>
    Doubled,

    /// <summary>A sample that was sent in order was not taken.</summary>
    RefusedResend,
}
