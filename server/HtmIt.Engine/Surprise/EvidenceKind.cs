namespace HtmIt.Engine.Surprise;

/// <summary>The kinds of evidence that a row is not ordinary. Values are part of snapshots: never renumber.</summary>
public enum EvidenceKind : byte
{
    /// <summary>The order of things was not expected: little of what was learnt had led to it.</summary>
    Sequence,

    /// <summary>A value that lies away from every value ever seen.</summary>
    Value,

    /// <summary>The last four samples are like no earlier four.</summary>
    ShortShape,

    /// <summary>The last sixteen samples are like no earlier sixteen.</summary>
    LongShape,

    /// <summary>The last four samples are unlike this time of earlier days.</summary>
    SameTime,

    /// <summary>The value has not changed for unusually long.</summary>
    Stillness,

    /// <summary>A jump away from the rows just before.</summary>
    Jump,

    /// <summary>Steps from row to row that are like no earlier ones.</summary>
    Steps,

    /// <summary>Away from what is usual at this hour of this weekday.</summary>
    TimeOfWeek,

    /// <summary>The values scatter more, or less, than ever.</summary>
    Spread,

    /// <summary>The values rise or fall over sixteen rows as they never did.</summary>
    Slope,

    /// <summary>No value at all: the samples stopped. Never of a row, but of what watches the clock.</summary>
    Silence,
}
