namespace HtmIt.Core.CloudWatch.Collecting;

/// <summary>Whether the datapoint of a period could be read when it was first asked for.</summary>
public enum Punctuality
{
    Unknown,
    InTime,
    TooEarly,
}
