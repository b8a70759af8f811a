namespace HtmIt.Client;

/// <summary>A region of AWS.</summary>
/// <param name="Name">Its system name, e.g. <c>us-west-2</c>.</param>
/// <param name="Title">Its name for people.</param>
public sealed record CloudWatchRegion(string Name, string Title);
