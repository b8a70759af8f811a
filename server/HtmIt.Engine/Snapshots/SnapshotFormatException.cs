namespace HtmIt.Engine.Snapshots;

/// <summary>A snapshot is damaged, cut off, or of a version this library does not know. No model was made from it.</summary>
public sealed class SnapshotFormatException : FormatException
{
    public SnapshotFormatException()
        : this("The snapshot is damaged.") { }

    public SnapshotFormatException(string message)
        : base(message) { }

    public SnapshotFormatException(string message, Exception innerException)
        : base(message, innerException) { }
}
