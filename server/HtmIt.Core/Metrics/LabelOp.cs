namespace HtmIt.Core.Metrics;

/// <summary>How a label is compared. The numbers are those of the wire.</summary>
public enum LabelOp
{
    Unspecified = 0,
    Equal = 1,
    NotEqual = 2,
    Like = 3,
    NotLike = 4,
    Present = 5,
    Absent = 6,
}
