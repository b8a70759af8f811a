namespace HtmIt.Client;

/// <summary>How a <see cref="LabelMatcher"/> compares a label. The negations hold for a metric without the label too.</summary>
public enum LabelOp
{
    /// <summary>Not known to this client.</summary>
    Unspecified = 0,

    /// <summary>Exactly one of the values.</summary>
    Equal = 1,

    /// <summary>None of the values, or no such label.</summary>
    NotEqual = 2,

    /// <summary>One of the patterns matches the whole value.</summary>
    Like = 3,

    /// <summary>None of the patterns matches the value, or no such label.</summary>
    NotLike = 4,

    /// <summary>The label with whatever value.</summary>
    Present = 5,

    /// <summary>No such label.</summary>
    Absent = 6,
}
