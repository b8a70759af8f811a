using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Turns results of batches into those of the typed client.</summary>
internal static class ItemResults
{
    /// <param name="error">Null, or why the item failed.</param>
    /// <param name="value">Makes the value of an item that did not.</param>
    public static ItemResult<T> Of<T>(ItemError? error, Func<T> value) =>
        error is null ? new ItemResult<T>(value(), null) : new ItemResult<T>(default!, ToException(error));

    public static HtmItException ToException(ItemError error) =>
        ErrorMapping.ToException(
            new HtmItError((StatusCode)error.Code, error.Message)
            {
                Reason = ReasonNames.Of(error.Reason),
                Metadata = new Dictionary<string, string>(error.Metadata),
                RetryAfter = error.RetryDelay?.ToTimeSpan(),
                FieldViolations = [.. error.FieldViolations.Select(one => new FieldViolation(one.Field, one.Description))],
            }
        );
}
