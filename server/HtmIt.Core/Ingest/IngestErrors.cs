using HtmIt.Core.Errors;

namespace HtmIt.Core.Ingest;

/// <summary>Refusals of incoming samples as a whole.</summary>
public static class IngestErrors
{
    public static DomainException SenderStuck(int seconds) =>
        new(
            ErrorReason.SubscriberStuck,
            $"The sender left an acknowledgement unread for {seconds} seconds; send again what was not acknowledged."
        );
}
