namespace HtmIt.Client.Errors;

/// <summary>The same call may succeed later: the server, its storage or the way to it is away or has too much to do. Each reason has a type
/// derived from this one. What AWS refuses or fails is an <see cref="AwsException"/>.</summary>
public class UnavailableException(HtmItError error) : HtmItException(error);
