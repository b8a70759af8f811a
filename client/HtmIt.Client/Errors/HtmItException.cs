using System.Globalization;
using Grpc.Core;

namespace HtmIt.Client.Errors;

/// <summary>A call failed. Each known reason has a type of its own, derived from the type of its kind: <see cref="NotFoundException"/>,
/// <see cref="AlreadyExistsException"/>, <see cref="InvalidRequestException"/>, <see cref="WrongStateException"/>,
/// <see cref="ConflictException"/>, <see cref="LimitReachedException"/>, <see cref="UnavailableException"/>, <see cref="PositionException"/>,
/// <see cref="AwsException"/> or <see cref="ServerFaultException"/>. Reasons of a newer server are of the kind that their status tells.</summary>
public class HtmItException : Exception
{
    /// <summary>Makes the exception from what is known about the failure.</summary>
    public HtmItException(HtmItError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, error.Cause) => Error = error;

    /// <summary>All that is known about the failure.</summary>
    public HtmItError Error { get; }

    /// <summary>The gRPC status code.</summary>
    public StatusCode Code => Error.Code;

    /// <summary>One of <see cref="ErrorReasons"/> or a newer one; empty when the failure did not come from an HtmIt server.</summary>
    public string Reason => Error.Reason;

    /// <summary>The values in the message by name, as documented with the reason.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Error.Metadata;

    /// <summary>Finds the failure in the server's log; absent unless the server had an internal fault.</summary>
    public string? TraceId => Value("trace_id");

    private protected string? Value(string key) => Metadata.GetValueOrDefault(key);

    private protected int? Number(string key) =>
        int.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
