using HtmIt.Core.Errors;

namespace HtmIt.Core.Watch;

/// <summary>Refusals of watches.</summary>
public static class WatchErrors
{
    public static DomainException PositionInvalid(string position, string rule) =>
        DomainErrors.WithViolations(ErrorReason.PositionInvalid, [FieldViolation.Of("after_position", position, rule)]);

    public static DomainException PositionExpired(string oldest) =>
        new(
            ErrorReason.PositionExpired,
            "The position is older than the oldest kept one.",
            new Dictionary<string, string> { ["oldest_position"] = oldest }
        );

    public static DomainException PositionOfOtherHistory(Guid history, string oldest) =>
        new(
            ErrorReason.PositionOfOtherHistory,
            "The position belongs to another history than the database has now: it was restored from a backup or lost its last commits.",
            new Dictionary<string, string> { ["history_id"] = history.ToString(), ["oldest_position"] = oldest }
        );

    /// <param name="position">The last one that the reader may have; empty for none.</param>
    /// <param name="seconds">The longest that a message may stay unread.</param>
    public static DomainException SubscriberStuck(string position, int seconds) =>
        new(
            ErrorReason.SubscriberStuck,
            $"The reader left a message unread for too long (at most {seconds} seconds, fewer when many do); resume with the last position.",
            new Dictionary<string, string> { ["position"] = position }
        );
}
