namespace HtmIt.Client.Errors;

/// <summary>What the call names does not exist. Each kind of thing has a type derived from this one.</summary>
public class NotFoundException(HtmItError error) : HtmItException(error);
