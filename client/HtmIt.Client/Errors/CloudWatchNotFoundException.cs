namespace HtmIt.Client.Errors;

/// <summary>There is no such namespace or metric; each has a type derived from this one.</summary>
public class CloudWatchNotFoundException(HtmItError error) : NotFoundException(error);
