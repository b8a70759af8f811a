namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>A notification could not be sent. The message is for operators.</summary>
/// <param name="isFinal">Sending it again can't help: the other side understood and refused.</param>
public sealed class DeliveryException(string message, bool isFinal = false, Exception? inner = null) : Exception(message, inner)
{
    public bool IsFinal { get; } = isFinal;
}
