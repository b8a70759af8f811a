namespace HtmIt.Server.Settings;

/// <summary>The server cannot start, for a reason that its operator can mend. The message is for them.</summary>
internal sealed class ServerStartException(string message) : Exception(message);
