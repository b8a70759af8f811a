using System.Collections.Frozen;
using Google.Rpc;
using Grpc.Core;

namespace HtmIt.Client.Errors;

/// <summary>Turns what the transport throws into the exception of its reason.</summary>
internal static class ErrorMapping
{
    private const string Domain = "htmit";

    private static readonly FrozenDictionary<string, Func<HtmItError, HtmItException>> ByReason = new Dictionary<
        string,
        Func<HtmItError, HtmItException>
    >
    {
        [ErrorReasons.InvalidField] = e => new InvalidFieldException(e),
        [ErrorReasons.PageTokenMismatch] = e => new PageTokenMismatchException(e),
        [ErrorReasons.MetricNotFound] = e => new MetricNotFoundException(e),
        [ErrorReasons.ModelNotFound] = e => new ModelNotFoundException(e),
        [ErrorReasons.MetricAlreadyExists] = e => new MetricAlreadyExistsException(e),
        [ErrorReasons.MetricNotCustom] = e => new MetricNotCustomException(e),
        [ErrorReasons.MetricNotMonitored] = e => new MetricNotMonitoredException(e),
        [ErrorReasons.MetricChanged] = e => new MetricChangedException(e),
        [ErrorReasons.MetricInError] = e => new MetricInErrorException(e),
        [ErrorReasons.ModelOfAutostack] = e => new ModelOfAutostackException(e),
        [ErrorReasons.PositionExpired] = e => new PositionExpiredException(e),
        [ErrorReasons.PositionInvalid] = e => new PositionInvalidException(e),
        [ErrorReasons.PositionOfOtherHistory] = e => new PositionOfOtherHistoryException(e),
        [ErrorReasons.StorageUnavailable] = e => new StorageUnavailableException(e),
        [ErrorReasons.DeviceNotFound] = e => new DeviceNotFoundException(e),
        [ErrorReasons.NotificationNotFound] = e => new NotificationNotFoundException(e),
        [ErrorReasons.IncidentNotFound] = e => new IncidentNotFoundException(e),
        [ErrorReasons.DeviceChanged] = e => new DeviceChangedException(e),
        [ErrorReasons.Overloaded] = e => new OverloadedException(e),
        [ErrorReasons.Internal] = e => new ServerFaultException(e),
        [ErrorReasons.RegionUnknown] = e => new RegionUnknownException(e),
        [ErrorReasons.NamespaceNotFound] = e => new NamespaceNotFoundException(e),
        [ErrorReasons.AccountUnknown] = e => new AccountUnknownException(e),
        [ErrorReasons.CloudWatchMetricNotFound] = e => new CloudWatchMetricNotFoundException(e),
        [ErrorReasons.AwsThrottled] = e => new AwsThrottledException(e),
        [ErrorReasons.AwsUnavailable] = e => new AwsUnavailableException(e),
        [ErrorReasons.AwsCredentialsRefused] = e => new AwsCredentialsRefusedException(e),
        [ErrorReasons.AwsAccessDenied] = e => new AwsAccessDeniedException(e),
        [ErrorReasons.AwsRefused] = e => new AwsRefusedException(e),
        [ErrorReasons.MetricNotSupported] = e => new MetricNotSupportedException(e),
        [ErrorReasons.AutostackNotFound] = e => new AutostackNotFoundException(e),
        [ErrorReasons.AutostackAlreadyExists] = e => new AutostackAlreadyExistsException(e),
        [ErrorReasons.TooManyInstances] = e => new TooManyInstancesException(e),
        [ErrorReasons.MetricNotOfAutostack] = e => new MetricNotOfAutostackException(e),
        [ErrorReasons.AnnotationChanged] = e => new AnnotationChangedException(e),
        [ErrorReasons.AnnotationAlreadyExists] = e => new AnnotationAlreadyExistsException(e),
        [ErrorReasons.AnnotationNotFound] = e => new AnnotationNotFoundException(e),
        [ErrorReasons.FeedbackNotStored] = e => new FeedbackNotStoredException(e),
        [ErrorReasons.TooLarge] = e => new TooLargeException(e),
        [ErrorReasons.SubscriberStuck] = e => new SubscriberStuckException(e),
        [ErrorReasons.TooManyNewMetrics] = e => new TooManyNewMetricsException(e),
        [ErrorReasons.TooManyMetrics] = e => new TooManyMetricsException(e),
        [ErrorReasons.QuotaExceeded] = e => new QuotaExceededException(e),
        [ErrorReasons.ResourceNotFound] = e => new ResourceNotFoundException(e),
    }.ToFrozenDictionary();

    /// <summary>What the transport threw, as an exception of its reason.</summary>
    /// <param name="cause">What it threw.</param>
    /// <param name="target">Where the call went, for whoever reads that nothing is there; null when that is not known.</param>
    public static HtmItException ToException(RpcException cause, string? target) => ToException(ToError(cause, target));

    public static HtmItException ToException(HtmItError error)
    {
        if (ByReason.TryGetValue(error.Reason, out var create))
        {
            return create(error);
        }

        return error.Reason.Length > 0 ? OfNewerServer(error) : OfTransport(error);
    }

    /// <summary>Whether the same call may succeed a moment later: the server, its database or the connection was away.</summary>
    public static bool IsTransient(HtmItException error) =>
        error.Reason switch
        {
            ErrorReasons.StorageUnavailable or ErrorReasons.Overloaded or ErrorReasons.TooManyNewMetrics => true,
            // Without a reason the failure is the transport's. A connection that breaks shows as any of these, depending on the moment.
            "" => error.Code
                is StatusCode.Unavailable
                    or StatusCode.Internal
                    or StatusCode.Unknown
                    or StatusCode.Cancelled
                    or StatusCode.Aborted
                    or StatusCode.DeadlineExceeded,
            _ => error.Code == StatusCode.Unavailable,
        };

    private static HtmItException OfNewerServer(HtmItError error) =>
        error.Code switch
        {
            StatusCode.NotFound => new NotFoundException(error),
            StatusCode.AlreadyExists => new AlreadyExistsException(error),
            StatusCode.InvalidArgument => new InvalidRequestException(error),
            StatusCode.FailedPrecondition => new WrongStateException(error),
            StatusCode.Aborted => new ConflictException(error),
            StatusCode.Unavailable => new UnavailableException(error),
            _ => new HtmItException(error),
        };

    private static HtmItException OfTransport(HtmItError error) =>
        error.Code switch
        {
            StatusCode.Unavailable => new ServerUnreachableException(error),
            StatusCode.DeadlineExceeded => new CallTimeoutException(error),
            _ => new HtmItException(error),
        };

    private static HtmItError ToError(RpcException cause, string? target)
    {
        var status = ReadStatus(cause);
        var info = status?.GetDetail<ErrorInfo>();
        var ours = info?.Domain == Domain ? info : null;
        var isOther = info is null && OtherProgram.Answered(cause);
        var message = isOther ? OtherProgram.Message : Describe(cause);
        // What a server of ours says, it says of the call; what the transport says, of the way there.
        var isOfTheWay = info is null && target is not null && (isOther || IsOfTheWay(cause));
        return new HtmItError(
            isOther || IsWithoutTls(cause) ? StatusCode.Unavailable : cause.StatusCode,
            isOfTheWay ? $"{message} ({target})" : message
        )
        {
            Reason = ours?.Reason ?? "",
            Metadata = ours is null ? new Dictionary<string, string>() : new Dictionary<string, string>(ours.Metadata),
            FieldViolations =
                status?.GetDetail<BadRequest>()?.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)).ToArray() ?? [],
            RetryAfter = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
            Cause = cause,
        };
    }

    private static Google.Rpc.Status? ReadStatus(RpcException cause)
    {
        try
        {
            return cause.GetRpcStatus();
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null; // Details that are no google.rpc.Status come from something else than an HtmIt server, such as a proxy.
        }
    }

    private static string Describe(RpcException cause) =>
        cause.StatusCode switch
        {
            StatusCode.DeadlineExceeded => "The call did not end before its deadline.",
            _ when IsWithoutTls(cause) =>
                $"No TLS connection comes about, and an HtmIt server has none of its own (http://): {Innermost(cause.Status.DebugException!).Message}",
            StatusCode.Unavailable when cause.Status.DebugException is { } inner && Innermost(inner) is HttpIOException =>
                "The connection to the server broke.",
            StatusCode.Unavailable when cause.Status.DebugException is { } inner =>
                $"The server can't be reached: {Innermost(inner).Message}",
            _ when cause.Status.Detail.Length > 0 => cause.Status.Detail,
            _ => $"The call failed with status {cause.StatusCode}.",
        };

    private static bool IsOfTheWay(RpcException cause) =>
        cause.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded || cause.Status.DebugException is not null;

    /// <summary>Whether https was asked of what speaks http, or with a certificate that is not trusted.</summary>
    private static bool IsWithoutTls(RpcException cause)
    {
        for (var fault = cause.Status.DebugException; fault is not null; fault = fault.InnerException)
        {
            if (fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            {
                return true;
            }
        }

        return false;
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
