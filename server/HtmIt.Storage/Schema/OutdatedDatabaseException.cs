namespace HtmIt.Storage.Schema;

/// <summary>The schema is of a version that can't be brought up to date. The message is for the operator.</summary>
public sealed class OutdatedDatabaseException(string message) : Exception(message);
