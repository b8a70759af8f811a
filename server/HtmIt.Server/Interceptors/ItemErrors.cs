using HtmIt.Core.Errors;
using HtmIt.V1;
using ErrorReason = HtmIt.V1.ErrorReason;

namespace HtmIt.Server.Interceptors;

/// <summary>Turns the refusal of one item of a batch into a message instead of a status.</summary>
internal static class ItemErrors
{
    /// <summary>Does the work for one item; a refusal becomes its error. Faults of the server end the batch as they end any call.</summary>
    public static async Task<(T? Result, ItemError? Error)> CatchAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return (await work(), null);
        }
        catch (DomainException refusal) when (refusal.Reason != Core.Errors.ErrorReason.Internal)
        {
            return (default, ToProto(refusal));
        }
    }

    public static ItemError ToProto(DomainException refusal) =>
        new()
        {
            Code = (int)RpcErrors.Code(refusal.Reason),
            Reason = (ErrorReason)refusal.Reason,
            Message = refusal.Message,
            Metadata = { new Dictionary<string, string>(refusal.Metadata) },
            FieldViolations = { refusal.Violations.Select(ToProto) },
            RetryDelay = RpcErrors.RetryDelay(refusal.Reason),
        };

    private static ItemFieldViolation ToProto(FieldViolation violation) =>
        new() { Field = violation.Field, Description = $"'{violation.Value}': {violation.Rule}" };
}
