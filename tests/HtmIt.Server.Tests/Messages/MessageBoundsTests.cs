using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Server.Messages;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Messages;

/// <summary>No message becomes more objects than are told here, whatever its bytes are.</summary>
public sealed class MessageBoundsTests
{
    private const int LargestMessage = 4 * 1024 * 1024;

    private readonly MessageBounds _bounds = new(Options.Create(new IngestOptions()));
    private readonly MessageCheck _check;

    public MessageBoundsTests() => _check = new(_bounds);

    /// <summary>Every repeated field and map in every request of every service, found by reflection, so that a new one is tried too.</summary>
    private static IEnumerable<TestCaseData> RepeatedFields() =>
        typeof(MetricDataService)
            .Assembly.GetTypes()
            .Where(type =>
                type.Namespace == typeof(MetricDataService).Namespace && type.Name.EndsWith("Reflection", StringComparison.Ordinal)
            )
            .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods)
            .Select(method => method.InputType)
            .Distinct()
            .SelectMany(type => PathsIn(type, []))
            .Select(path => new TestCaseData(new[] { path }) { TestName = $"Check_{path[0].ContainingType.Name}_{Text(path)}_IsBounded" });

    [TestCaseSource(nameof(RepeatedFields))]
    public void Check_OneElementTooMany_IsRefusedWithItsPath(FieldDescriptor[] path)
    {
        var most = _bounds.MostOf(path[^1]);
        Assert.That(most, Is.InRange(1, 200_000));
        Assert.That(() => _check.Check(Message(path, most), path[0].ContainingType), Throws.Nothing);

        var fault = Assert.Throws<UnreadMessageException>(() => _check.Check(Message(path, most + 1), path[0].ContainingType))!;

        var refusal = Refusal.From(fault);
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.ResourceExhausted, "TOO_LARGE", Text(path))));
    }

    [Test]
    public void RepeatedFields_OfAllRequests_AreFound() => Assert.That(RepeatedFields().Count(), Is.GreaterThan(20));

    [Test]
    public void Reader_MessageOfEmptySeries_CostsNotMoreThanItsSize()
    {
        var bytes = new byte[LargestMessage];
        for (var i = 0; i < bytes.Length; i += 2)
        {
            bytes[i] = 0x12;
        }
        _check.Check([], IngestMetricDataRequest.Descriptor);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => _check.Check(bytes, IngestMetricDataRequest.Descriptor), Throws.InstanceOf<RpcException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(LargestMessage));
    }

    /// <summary>Paths to repeated fields, entering each type once on the way.</summary>
    private static IEnumerable<FieldDescriptor[]> PathsIn(MessageDescriptor type, FieldDescriptor[] before)
    {
        if (before.Any(field => field.ContainingType == type))
        {
            yield break;
        }
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            FieldDescriptor[] path = [.. before, field];
            if (field.IsRepeated)
            {
                yield return path;
            }
            if (field.FieldType == FieldType.Message)
            {
                foreach (var inner in PathsIn(field.MessageType, path))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Text(FieldDescriptor[] path) =>
        string.Join('.', path.Where(field => !field.ContainingType.IsMapEntry).Select(field => field.Name));

    /// <summary>A message in which the last field has so many empty elements.</summary>
    private static byte[] Message(FieldDescriptor[] path, int elements)
    {
        var last = path[^1];
        var isText = last.FieldType is FieldType.Message or FieldType.String or FieldType.Bytes;
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            for (var i = 0; i < elements; i++)
            {
                output.WriteTag(last.FieldNumber, isText ? WireFormat.WireType.LengthDelimited : WireFormat.WireType.Varint);
                output.WriteLength(0);
            }
        }
        return path.SkipLast(1).Reverse().Aggregate(stream.ToArray(), Wrap);
    }

    private static byte[] Wrap(byte[] content, FieldDescriptor field)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }
        return stream.ToArray();
    }
}
