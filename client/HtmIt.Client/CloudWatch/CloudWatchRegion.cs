namespace HtmIt.Client;

/// <summary>A region of AWS.</summary>
/// <param name="Region">Its system name, e.g. <c>us-west-2</c>.</param>
/// <param name="DisplayName">Its name for people.</param>
public sealed record CloudWatchRegion(string Region, string DisplayName);
