namespace HtmIt.Client;

/// <summary>A response of a resumed stream.</summary>
/// <param name="Response">The response.</param>
/// <param name="Outage">What was before it; null when it came over the same connection as the one before.</param>
internal readonly record struct Received<T>(T Response, Outage? Outage);
