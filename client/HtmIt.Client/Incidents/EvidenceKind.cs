namespace HtmIt.Client;

/// <summary>Why a row counts as unusual.</summary>
public enum EvidenceKind
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>The order of things was not expected: little of what the model had learnt led to it.</summary>
    Sequence = 1,

    /// <summary>A value that lies away from every value ever seen. Its reference is the nearest of those.</summary>
    Value = 2,

    /// <summary>The last four samples are like no earlier four. (A sample is the mean of as many rows as make about five minutes.) Its
    /// reference is how many seconds they last.</summary>
    ShortShape = 3,

    /// <summary>The last sixteen samples are like no earlier sixteen. Its reference is how many seconds they last.</summary>
    LongShape = 4,

    /// <summary>The last four samples are unlike this time of earlier days.</summary>
    SameTime = 5,

    /// <summary>The value has not changed for unusually long. Its reference is for how many rows.</summary>
    Stillness = 6,

    /// <summary>A jump away from the rows just before. Its reference is the median of the five before.</summary>
    Jump = 7,

    /// <summary>Steps from row to row that are like no earlier ones.</summary>
    Steps = 8,

    /// <summary>Away from what is usual at this hour of this weekday (UTC). Its reference is what is usual then.</summary>
    TimeOfWeek = 9,

    /// <summary>The values scatter more, or less, than ever.</summary>
    Spread = 10,

    /// <summary>The values rise or fall over sixteen rows as they never did.</summary>
    Slope = 11,

    /// <summary>No sample came for longer than the metric's own spacing explains. Its reference is how many seconds its samples are usually
    /// apart.</summary>
    Silence = 12,
}
