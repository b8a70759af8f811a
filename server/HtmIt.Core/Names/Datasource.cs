namespace HtmIt.Core.Names;

/// <summary>Where the samples of a metric come from. Stored as its number.</summary>
public enum Datasource
{
    Custom = 1,
    CloudWatch = 2,
    Autostack = 3,
}
