namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Whether the datapoint of a period could be read when it was first asked for.</summary>
public enum Punctuality
{
    Unknown,
    InTime,
    TooEarly,
}
