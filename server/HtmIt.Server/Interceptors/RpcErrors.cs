using System.Diagnostics;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using HtmIt.Core.CloudWatch;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Interceptors;

/// <summary>Turns refusals into statuses with the standard details.</summary>
internal static class RpcErrors
{
    private const string Domain = "htmit";

    /// <summary>Where gRPC's retries look for the server's wish; a negative one ends them.</summary>
    private const string RetryPushback = "grpc-retry-pushback-ms";

    public static RpcException ToRpcException(DomainException refusal)
    {
        var details = new List<Any>
        {
            Any.Pack(
                new ErrorInfo
                {
                    Domain = Domain,
                    Reason = ReasonName(refusal.Reason),
                    Metadata = { new Dictionary<string, string>(refusal.Metadata) },
                }
            ),
        };
        if (refusal.Violations.Count > 0)
        {
            var violations = refusal.Violations.Select(one => new BadRequest.Types.FieldViolation
            {
                Field = one.Field,
                Description = $"'{one.Value}': {one.Rule}",
            });
            details.Add(Any.Pack(new BadRequest { FieldViolations = { violations } }));
        }
        if (refusal.Reason is ErrorReason.StorageUnavailable or ErrorReason.Overloaded)
        {
            details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) }));
        }
        if (refusal.Reason == ErrorReason.QuotaExceeded)
        {
            var violation = new QuotaFailure.Types.Violation { Subject = "instances", Description = refusal.Message };
            details.Add(Any.Pack(new QuotaFailure { Violations = { violation } }));
        }
        return Create(Code(refusal.Reason), refusal.Message, details);
    }

    public static RpcException ToRpcException(AwsException fault) => ToRpcException(DomainErrors.OfAws(fault));

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

    internal static StatusCode Code(ErrorReason reason) =>
        reason switch
        {
            ErrorReason.InvalidField or ErrorReason.MetricNotSupported or ErrorReason.PageTokenMismatch or ErrorReason.PositionInvalid =>
                StatusCode.InvalidArgument,
            ErrorReason.MetricNotFound or ErrorReason.ModelNotFound or ErrorReason.AnnotationNotFound or ErrorReason.InstanceNotFound =>
                StatusCode.NotFound,
            ErrorReason.RegionNotFound or ErrorReason.NamespaceNotFound or ErrorReason.AccountNotFound => StatusCode.NotFound,
            ErrorReason.CloudWatchMetricNotFound => StatusCode.NotFound,
            ErrorReason.AwsThrottled => StatusCode.ResourceExhausted,
            ErrorReason.AwsUnavailable => StatusCode.Unavailable,
            ErrorReason.AwsAccessDenied => StatusCode.PermissionDenied,
            ErrorReason.DeviceNotFound or ErrorReason.NotificationNotFound => StatusCode.NotFound,
            ErrorReason.AutostackNotFound => StatusCode.NotFound,
            ErrorReason.MetricNotOfAutostack => StatusCode.InvalidArgument,
            ErrorReason.MetricAlreadyExists or ErrorReason.AutostackAlreadyExists => StatusCode.AlreadyExists,
            ErrorReason.MetricStatusChanged or ErrorReason.DeviceSettingsChanged => StatusCode.Aborted,
            ErrorReason.DatasourceNotAvailable => StatusCode.Unimplemented,
            ErrorReason.PositionExpired => StatusCode.OutOfRange,
            ErrorReason.StorageUnavailable or ErrorReason.FeedbackNotStored => StatusCode.Unavailable,
            ErrorReason.Overloaded or ErrorReason.TooLarge or ErrorReason.QuotaExceeded => StatusCode.ResourceExhausted,
            ErrorReason.Internal or ErrorReason.Unspecified => StatusCode.Internal,
            _ => StatusCode.FailedPrecondition,
        };

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
