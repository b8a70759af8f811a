namespace HtmIt.Client.Errors;

/// <summary>The reader of a watch left a message unread for too long, and the server ended the stream. Watches resume by themselves.</summary>
public sealed class SubscriberStuckException(HtmItError error) : UnavailableException(error);
