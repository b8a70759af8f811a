namespace HtmIt.Client.Errors;

/// <summary>What the call would create exists. Each kind of thing has a type derived from this one.</summary>
public class AlreadyExistsException(HtmItError error) : HtmItException(error);
