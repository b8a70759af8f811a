namespace HtmIt.Client.Errors;

/// <summary>The server had an internal fault. <see cref="HtmItException.TraceId"/> finds it in the server&apos;s log.</summary>
public sealed class ServerFaultException(HtmItError error) : HtmItException(error);
