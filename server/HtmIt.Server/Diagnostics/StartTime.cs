namespace HtmIt.Server.Diagnostics;

/// <summary>When this process began to serve.</summary>
internal sealed record StartTime(DateTimeOffset Value);
