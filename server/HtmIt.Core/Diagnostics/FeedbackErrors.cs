using HtmIt.Core.Errors;

namespace HtmIt.Core.Diagnostics;

/// <summary>Refusals of feedback.</summary>
public static class FeedbackErrors
{
    public static DomainException FeedbackNotStored(Exception inner) =>
        new(ErrorReason.FeedbackNotStored, $"The feedback archive could not be stored: {inner.Message}", null, inner);
}
