namespace HtmIt.Client;

/// <summary>Why a metric can't be collected. It is tried again.</summary>
/// <param name="StartTime">When it began to fail, in UTC.</param>
/// <param name="Message">What the newest failure was.</param>
public sealed record CollectError(DateTimeOffset StartTime, string Message);
