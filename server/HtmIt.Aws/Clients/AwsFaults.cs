using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Clients;

/// <summary>What the many errors of AWS and of the way to it mean.</summary>
internal static class AwsFaults
{
    private static readonly HashSet<string> Throttling =
    [
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "MaxIOPSLimitExceeded",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    ];

    private static readonly HashSet<string> Passing =
    [
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "InternalServiceError",
        "InternalServiceFault",
        "RequestExpired",
        "RequestHasExpired",
        "ServiceUnavailable",
        "Unavailable",
    ];

    private static readonly HashSet<string> Credentials =
    [
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    ];

    private static readonly HashSet<string> Access =
    [
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "NotAuthorized",
        "OperationNotPermitted",
        "OptInRequired",
        "UnauthorizedOperation",
    ];

    /// <summary>What AWS says of a request that is dated too long ago or too late, and some of it of others too.</summary>
    private static readonly HashSet<string> MaybeClock =
    [
        "AuthFailure",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestHasExpired",
        "SignatureDoesNotMatch",
    ];

    private const string Skewed = "RequestTimeTooSkewed";

    /// <summary>AWS takes requests that are dated five minutes off.</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(4);

    /// <summary>Whether asking again soon may help. A request that got no answer in time is not asked again: it has used up more patience
    /// than the pauses would.</summary>
    /// <param name="machineAhead">How far this machine's clock is ahead of AWS's. A request that is refused for it is signed by AWS's time when it is
    /// made again: the SDK sees to that.</param>
    public static bool IsPassing(Exception fault, TimeSpan machineAhead) =>
        IsOfClock(fault, machineAhead)
        || KindOf(fault) is AwsFault.Throttled or AwsFault.Unavailable or AwsFault.Unreachable && !IsTimeout(fault);

    public static AwsException ToException(string what, AwsScope scope, Exception fault)
    {
        var kind = KindOf(fault);
        return new(kind, $"{what} in {scope} {Text(kind, fault)}", fault);
    }

    /// <param name="throttled">How many tries were turned away as too many.</param>
    public static AwsException ToException(AwsAction action, AwsScope scope, Exception fault, TimeSpan machineAhead, int throttled)
    {
        if (IsOfClock(fault, machineAhead))
        {
            var clock = machineAhead == TimeSpan.Zero ? "wrong" : $"{ClockText.Of(machineAhead)} that of AWS";
            var told =
                $"{action} in {scope} was refused: the clock of this machine is {clock} ({Find<AmazonServiceException>(fault)!.ErrorCode})";
            return new(AwsFault.Unavailable, told, fault) { Service = action.Service, Throttled = throttled };
        }
        var kind = KindOf(fault);
        var needs = kind == AwsFault.AccessDenied ? $"; it needs the permission {action.Permission}" : "";
        return new(kind, $"{action} in {scope} {Text(kind, fault)}{needs}", fault)
        {
            Service = action.Service,
            Permission = action.Permission,
            Throttled = throttled,
        };
    }

    public static AwsFault KindOf(Exception fault) =>
        Find<AwsException>(fault) is { } ours ? ours.Fault
        : Find<AmazonServiceException>(fault) is { ErrorCode.Length: > 0 } told ? KindOf(told.ErrorCode, told.StatusCode)
        : Find<AmazonServiceException>(fault) is { StatusCode: not 0 } untold ? KindOf("", untold.StatusCode)
        : fault is AmazonClientException or AmazonServiceException && IsAboutCredentials(fault) ? AwsFault.Unauthenticated
        : IsTimeout(fault) || Find<HttpRequestException>(fault) is not null || Find<IOException>(fault) is not null ? AwsFault.Unreachable
        : Find<SocketException>(fault) is not null ? AwsFault.Unreachable
        : AwsFault.Unavailable;

    private static AwsFault KindOf(string code, HttpStatusCode status) =>
        Throttling.Contains(code) || status == HttpStatusCode.TooManyRequests ? AwsFault.Throttled
        : Passing.Contains(code) ? AwsFault.Unavailable
        : Credentials.Contains(code) || status == HttpStatusCode.Unauthorized ? AwsFault.Unauthenticated
        : Access.Contains(code) || status == HttpStatusCode.Forbidden ? AwsFault.AccessDenied
        : (int)status is >= 500 or < 400 ? AwsFault.Unavailable
        : AwsFault.Refused;

    /// <summary>AWS's own words, but not about credentials: it repeats the signed request there, which may hold a session token.</summary>
    private static string Text(AwsFault kind, Exception fault)
    {
        var told = Find<AmazonServiceException>(fault);
        return kind switch
        {
            AwsFault.Throttled => $"was throttled ({Code(told, fault)})",
            AwsFault.Unavailable => $"failed at AWS ({Code(told, fault)})",
            AwsFault.Unreachable when IsTimeout(fault) => "got no answer in time",
            AwsFault.Unreachable => $"could not reach AWS: {fault.GetBaseException().Message}",
            AwsFault.Unauthenticated when told?.ErrorCode is { Length: > 0 } code =>
                $"was refused: AWS does not accept the credentials ({code})",
            AwsFault.Unauthenticated => "found no credentials",
            AwsFault.AccessDenied => $"is not permitted ({Code(told, fault)}): {told?.Message}",
            _ => $"was refused ({Code(told, fault)}): {told?.Message}",
        };
    }

    /// <summary>AWS's code, or what there is where whatever answered is not AWS.</summary>
    private static string Code(AmazonServiceException? told, Exception fault) =>
        told?.ErrorCode is { Length: > 0 } code ? code
        : told is { StatusCode: not 0 } ? $"HTTP {(int)told.StatusCode}"
        : fault.GetType().Name;

    private static bool IsOfClock(Exception fault, TimeSpan machineAhead) =>
        Find<AmazonServiceException>(fault)?.ErrorCode is { } code
        && (code == Skewed || (machineAhead.Duration() > LargestSkew && MaybeClock.Contains(code)));

    private static bool IsTimeout(Exception fault) =>
        Find<TimeoutException>(fault) is not null || Find<OperationCanceledException>(fault) is not null;

    private static bool IsAboutCredentials(Exception fault) => fault.Message.Contains("credential", StringComparison.OrdinalIgnoreCase);

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found)
            {
                return found;
            }
        }
        return null;
    }
}
