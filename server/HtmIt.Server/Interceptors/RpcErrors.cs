using System.Diagnostics;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Interceptors;

/// <summary>Turns refusals into statuses with the standard details. A status travels in headers, of which many clients take 8 KiB and then
/// give up on the call, so whatever is repeated from the request is cut.</summary>
internal static class RpcErrors
{
    private const string Domain = "htmit";
    private const int LongestMessage = 600;
    private const int LongestMetadata = 300;
    private const int LongestField = 200;
    private const int MostViolations = 10;
    private const int MostViolationBytes = 1_200;

    /// <summary>Where gRPC's retries look for the server's wish; a negative one ends them.</summary>
    private const string RetryPushback = "grpc-retry-pushback-ms";

    public static RpcException ToRpcException(DomainException refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = ReasonName(refusal.Reason) };
        foreach (var (key, value) in refusal.Metadata)
        {
            info.Metadata[key] = ShortText.Of(value, LongestMetadata);
        }
        var details = new List<Any> { Any.Pack(info) };
        var message = ShortText.Of(refusal.Message, LongestMessage);
        if (refusal.Violations.Count > 0)
        {
            var told = First(refusal.Violations);
            details.Add(Any.Pack(new BadRequest { FieldViolations = { told.Select(ToProto) } }));
            var more = refusal.Violations.Count - told.Count;
            message = string.Join("; ", told) + (more > 0 ? $"; and {more} more" : "");
        }
        if (RetryDelay(refusal.Reason) is { } delay)
        {
            details.Add(Any.Pack(new RetryInfo { RetryDelay = delay }));
        }
        if (refusal.Reason == ErrorReason.QuotaExceeded)
        {
            var violation = new QuotaFailure.Types.Violation { Subject = "resources", Description = refusal.Message };
            details.Add(Any.Pack(new QuotaFailure { Violations = { violation } }));
        }
        return Create(Code(refusal.Reason), message, details);
    }

    public static RpcException ToRpcException(AwsException fault) => ToRpcException(AwsErrors.OfAws(fault));

    public static RpcException Internal()
    {
        var metadata = new Dictionary<string, string> { ["trace_id"] = TraceId() };
        var info = new ErrorInfo
        {
            Domain = Domain,
            Reason = ReasonName(ErrorReason.Internal),
            Metadata = { metadata },
        };
        return Create(StatusCode.Internal, $"The server failed; its log has trace id {metadata["trace_id"]}.", [Any.Pack(info)]);
    }

    public static string TraceId() => Activity.Current?.TraceId.ToHexString() ?? "none";

    /// <summary>The name of the proto value without its prefix.</summary>
    public static string ReasonName(ErrorReason reason)
    {
        var name = new StringBuilder();
        foreach (var c in reason.ToString())
        {
            if (char.IsUpper(c) && name.Length > 0)
            {
                name.Append('_');
            }
            name.Append(char.ToUpperInvariant(c));
        }
        return name.ToString();
    }

    /// <summary>How long to wait for what passes by itself; null for what has to be changed. AWS and stores of files are given longer: whoever
    /// is throttled and asks again at once is throttled longer.</summary>
    internal static Duration? RetryDelay(ErrorReason reason) =>
        reason switch
        {
            ErrorReason.StorageUnavailable or ErrorReason.Overloaded or ErrorReason.TooManyNewMetrics => new() { Seconds = 1 },
            ErrorReason.AwsThrottled or ErrorReason.AwsUnavailable or ErrorReason.FeedbackNotStored => new() { Seconds = 5 },
            _ => null,
        };

    internal static StatusCode Code(ErrorReason reason) =>
        reason switch
        {
            ErrorReason.InvalidField or ErrorReason.MetricNotSupported or ErrorReason.PageTokenMismatch or ErrorReason.PositionInvalid =>
                StatusCode.InvalidArgument,
            ErrorReason.MetricNotFound
            or ErrorReason.ModelNotFound
            or ErrorReason.AnnotationNotFound
            or ErrorReason.IncidentNotFound
            or ErrorReason.ResourceNotFound => StatusCode.NotFound,
            ErrorReason.RegionUnknown or ErrorReason.AccountUnknown => StatusCode.InvalidArgument,
            ErrorReason.NamespaceNotFound => StatusCode.NotFound,
            ErrorReason.CloudWatchMetricNotFound => StatusCode.NotFound,
            ErrorReason.AwsThrottled => StatusCode.ResourceExhausted,
            ErrorReason.AwsUnavailable => StatusCode.Unavailable,
            ErrorReason.AwsAccessDenied => StatusCode.PermissionDenied,
            ErrorReason.DeviceNotFound or ErrorReason.NotificationNotFound => StatusCode.NotFound,
            ErrorReason.AutostackNotFound => StatusCode.NotFound,
            ErrorReason.MetricNotOfAutostack => StatusCode.InvalidArgument,
            ErrorReason.MetricAlreadyExists or ErrorReason.AutostackAlreadyExists or ErrorReason.AnnotationAlreadyExists =>
                StatusCode.AlreadyExists,
            ErrorReason.MetricChanged or ErrorReason.DeviceChanged or ErrorReason.AnnotationChanged => StatusCode.Aborted,
            ErrorReason.PositionExpired => StatusCode.OutOfRange,
            ErrorReason.StorageUnavailable or ErrorReason.FeedbackNotStored or ErrorReason.SubscriberStuck => StatusCode.Unavailable,
            ErrorReason.Overloaded or ErrorReason.TooLarge or ErrorReason.QuotaExceeded => StatusCode.ResourceExhausted,
            ErrorReason.TooManyNewMetrics or ErrorReason.TooManyMetrics => StatusCode.ResourceExhausted,
            ErrorReason.Internal or ErrorReason.Unspecified => StatusCode.Internal,
            _ => StatusCode.FailedPrecondition,
        };

    /// <summary>As many of the violations as a status has room for, at least one.</summary>
    private static List<FieldViolation> First(IReadOnlyList<FieldViolation> violations)
    {
        var told = new List<FieldViolation>();
        var bytes = 0;
        foreach (var violation in violations.Take(MostViolations))
        {
            var (field, rule) = (ShortText.Of(violation.Field, LongestField), ShortText.Of(violation.Rule, LongestMetadata));
            var next = violation with { Field = field, Rule = rule };
            bytes += Encoding.UTF8.GetByteCount(next.ToString());
            if (told.Count > 0 && bytes > MostViolationBytes)
            {
                break;
            }
            told.Add(next);
        }
        return told;
    }

    private static BadRequest.Types.FieldViolation ToProto(FieldViolation violation) =>
        new() { Field = violation.Field, Description = $"'{violation.Value}': {violation.Rule}" };

    private static RpcException Create(StatusCode code, string message, IEnumerable<Any> details)
    {
        var exception = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { details },
        }.ToRpcException();
        if (code == StatusCode.Unavailable)
        {
            // Whatever is away was tried for seconds already. A transport that retried on its own would do that again and again, until the
            // deadline took the place of the reason.
            exception.Trailers.Add(RetryPushback, "-1");
        }
        return exception;
    }
}
