namespace HtmIt.Storage.Schema;

/// <summary>The database may lose what it has committed. The message is for the operator.</summary>
public sealed class UnsafeDatabaseException(string message) : Exception(message);
