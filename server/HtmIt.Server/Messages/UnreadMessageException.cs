using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;

namespace HtmIt.Server.Messages;

/// <summary>A message that was refused before it was read. It is consumed all the same, so the stream that it came in can go on.</summary>
internal sealed class UnreadMessageException : RpcException
{
    private UnreadMessageException(DomainException refusal, RpcException status)
        : base(status.Status, status.Trailers) => Refusal = refusal;

    public DomainException Refusal { get; }

    /// <summary>What its field 1 holds, if that is an integer: the sequence of a batch.</summary>
    public long FirstNumber { get; private init; }

    public static UnreadMessageException Of(DomainException refusal, long firstNumber) =>
        new(refusal, RpcErrors.ToRpcException(refusal)) { FirstNumber = firstNumber };
}
