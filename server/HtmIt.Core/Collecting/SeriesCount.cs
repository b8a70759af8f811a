namespace HtmIt.Core.Collecting;

/// <summary>Series that a datasource's monitored metrics take.</summary>
/// <param name="Here">In one account and region.</param>
/// <param name="Everywhere">In all of them.</param>
public readonly record struct SeriesCount(long Here, long Everywhere);
