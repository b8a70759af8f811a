using System.Globalization;
using Grpc.Core;

namespace HtmIt.Client.Errors;

/// <summary>A call failed. Known reasons have a type of their own derived from this one.</summary>
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
