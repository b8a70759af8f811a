namespace HtmIt.Client.Errors;

/// <summary>The server could not store a feedback archive; the same call may succeed later.</summary>
public sealed class FeedbackNotStoredException(HtmItError error) : UnavailableException(error);
