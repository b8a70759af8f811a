using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace HtmIt.Server.Messages;

/// <summary>Reads messages after <see cref="MessageCheck"/> has passed them. Fields that this version does not know are dropped: nobody reads
/// them, and kept ones cost many times their size.</summary>
internal static class BoundedMessages
{
    /// <summary>The method with requests read that way, if they are Protocol Buffers.</summary>
    public static Method<TRequest, TResponse> Bound<TRequest, TResponse>(Method<TRequest, TResponse> method, MessageCheck check)
        where TRequest : class
        where TResponse : class
    {
        if (!typeof(IMessage).IsAssignableFrom(typeof(TRequest)))
        {
            return method;
        }
        var parse = typeof(BoundedMessages)
            .GetMethod(nameof(Reader))!
            .MakeGenericMethod(typeof(TRequest))
            .CreateDelegate<Func<MessageCheck, Func<DeserializationContext, TRequest>>>()(check);
        var serialize = method.RequestMarshaller.ContextualSerializer;
        var marshaller = new Marshaller<TRequest>(serialize, parse);
        return new(method.Type, method.ServiceName, method.Name, marshaller, method.ResponseMarshaller);
    }

    public static Func<DeserializationContext, T> Reader<T>(MessageCheck check)
        where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(() => new()).WithDiscardUnknownFields(true);
        var type = new T().Descriptor;
        return context => Read(context.PayloadAsReadOnlySequence());

        T Read(ReadOnlySequence<byte> payload)
        {
            if (payload.IsSingleSegment)
            {
                check.Check(payload.FirstSpan, type);
                return parser.ParseFrom(payload.FirstSpan);
            }
            var length = checked((int)payload.Length);
            var copy = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                payload.CopyTo(copy);
                check.Check(copy.AsSpan(0, length), type);
                return parser.ParseFrom(copy.AsSpan(0, length));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(copy);
            }
        }
    }
}
