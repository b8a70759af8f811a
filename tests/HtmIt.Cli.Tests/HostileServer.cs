using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using HtmIt.V1;

namespace HtmIt.Cli.Tests;

/// <summary>Answers every rpc there is with text that attacks whoever shows it: in each string of the answer, or in a refusal.</summary>
internal sealed class HostileServer(string text, bool refuses) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    ) =>
        // Who is told another revision of the contract, or nothing, asks for nothing else.
        request is GetServerInfoRequest { View: ServerInfoView.Basic }
            ? continuation(request, context)
        : refuses ? throw Refusal()
        : Task.FromResult((TResponse)Fill(DescriptorOf<TResponse>(), [], 0));

    /// <summary>Gives a message for each of its kinds. Exports end then; watches stay until they are ended.</summary>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        if (refuses)
        {
            throw Refusal();
        }

        var descriptor = DescriptorOf<TResponse>();
        for (
            var kind = 0;
            kind < Math.Max(1, descriptor.Oneofs.Where(oneof => !oneof.IsSynthetic).Sum(oneof => oneof.Fields.Count));
            kind++
        )
        {
            await responseStream.WriteAsync((TResponse)Fill(descriptor, [], kind), context.CancellationToken);
        }

        if (context.Method.Contains("Watch", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        }
    }

    /// <summary>Refuses each sample, and answers each imported model.</summary>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        if (refuses)
        {
            throw Refusal();
        }

        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            object response = request is IngestMetricDataRequest batch
                ? new IngestMetricDataResponse { Sequence = batch.Sequence, Outcomes = { batch.Series.Select(RefuseAll) } }
                : Fill(DescriptorOf<TResponse>(), [], 0);
            await responseStream.WriteAsync((TResponse)response, context.CancellationToken);
        }
    }

    private SeriesOutcome RefuseAll(SampleSeries series) =>
        new()
        {
            Metric = $"metrics/{text}",
            Refusals =
            {
                series.Samples.Select(
                    (_, index) =>
                        new V1.Refusal
                        {
                            FirstIndex = index,
                            LastIndex = index,
                            Reason = ErrorReason.SampleTimeNotIncreasing,
                            Field = text,
                            Message = text,
                        }
                ),
            },
        };

    private RpcException Refusal()
    {
        var info = new Google.Rpc.ErrorInfo { Domain = "htmit", Reason = "INVALID_ARGUMENT" };
        info.Metadata.Add(text, text);
        var violation = new Google.Rpc.BadRequest.Types.FieldViolation { Field = text, Description = text };
        return new Google.Rpc.Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = text,
            Details = { Any.Pack(info), Any.Pack(new Google.Rpc.BadRequest { FieldViolations = { violation } }) },
        }.ToRpcException();
    }

    private static MessageDescriptor DescriptorOf<T>() => ((IMessage)Activator.CreateInstance<T>()!).Descriptor;

    /// <summary>A message with all its fields set, of each oneof the one that is number <paramref name="kind"/>.</summary>
    private IMessage Fill(MessageDescriptor descriptor, MessageDescriptor[] parents, int kind)
    {
        var message = descriptor.Parser.ParseFrom([]);
        switch (message)
        {
            case ExportModelsResponse export:
                export.Json = new JsonObject { ["metric"] = text }.ToJsonString();
                return export;
            case ExportedItem item:
                // The one that an export must have.
                item.End = new() { MetricCount = 1 };
                return item;
            case Timestamp time:
                time.Seconds = 1_767_225_600;
                return time;
            case Duration duration:
                duration.Seconds = 300;
                return duration;
            case Google.Rpc.Status status:
                status.MergeFrom(Refusal().GetRpcStatus()!);
                return status;
            case Struct data:
                data.Fields[text] = Value.ForString(text);
                return data;
        }

        foreach (var field in descriptor.Fields.InDeclarationOrder().Where(field => IsSet(field, parents, kind)))
        {
            if (field.IsMap)
            {
                var values = (System.Collections.IDictionary)field.Accessor.GetValue(message);
                var (key, value) = (field.MessageType.Fields[1], field.MessageType.Fields[2]);
                values[ValueOf(key, parents)] = ValueOf(value, [.. parents, descriptor]);
            }
            else if (field.IsRepeated)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(ValueOf(field, [.. parents, descriptor]));
            }
            else
            {
                field.Accessor.SetValue(message, ValueOf(field, [.. parents, descriptor]));
            }
        }

        return message;
    }

    private static bool IsSet(FieldDescriptor field, MessageDescriptor[] parents, int kind) =>
        field.Name != "next_page_token"
        && (field.FieldType != FieldType.Message || !parents.Contains(field.MessageType))
        && (field.RealContainingOneof is not { } oneof || oneof.Fields.IndexOf(field) == Math.Min(kind, oneof.Fields.Count - 1));

    private object ValueOf(FieldDescriptor field, MessageDescriptor[] parents) =>
        field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Bytes => ByteString.CopyFromUtf8(text),
            FieldType.Bool => true,
            FieldType.Double => 0.75,
            FieldType.Float => 0.75f,
            FieldType.Enum => field.EnumType.Values[1].Number,
            FieldType.Message => Fill(field.MessageType, parents, 0),
            FieldType.Int64 => field.Name == "index" ? 0L : 1L,
            FieldType.UInt64 => 1UL,
            FieldType.UInt32 => 1U,
            _ => field.Name == "index" ? 0 : 1,
        };
}
