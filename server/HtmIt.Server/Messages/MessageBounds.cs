using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Ingest;
using HtmIt.V1;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Messages;

/// <summary>How many elements a repeated field may have in one message, wherever it occurs in it. An element of two bytes becomes an object
/// of a hundred, so the size of a message alone bounds nothing. The bounds of the calls themselves, which are mostly lower, are told more
/// precisely by their services; text takes twice its bytes, and is bounded by the size of the message.</summary>
internal sealed class MessageBounds(IOptions<IngestOptions> options)
{
    /// <summary>For every field that has no other.</summary>
    private const int MostElements = 10_000;

    /// <summary>As many good samples as a message has room for.</summary>
    private const int MostImportedSamples = 200_000;

    private const int MostStructElements = 50_000;

    /// <summary>Ten for each series of the largest batch.</summary>
    private const int MostKeyLabels = 100_000;

    private readonly Dictionary<FieldDescriptor, int> _most = new()
    {
        [Field(IngestMetricDataRequest.Descriptor, IngestMetricDataRequest.SeriesFieldNumber)] = options.Value.MaxBatchSeries,
        [Field(WriteMetricDataRequest.Descriptor, WriteMetricDataRequest.SeriesFieldNumber)] = options.Value.MaxBatchSeries,
        [Field(V1.SampleSeries.Descriptor, V1.SampleSeries.SamplesFieldNumber)] = options.Value.MaxBatchSamples,
        [Field(V1.MetricKey.Descriptor, V1.MetricKey.LabelsFieldNumber)] = MostKeyLabels,
        [Field(ExportedModel.Descriptor, ExportedModel.DataFieldNumber)] = MostImportedSamples,
        [Field(Struct.Descriptor, Struct.FieldsFieldNumber)] = MostStructElements,
        [Field(ListValue.Descriptor, ListValue.ValuesFieldNumber)] = MostStructElements,
    };

    /// <summary>Labels of all keys in a message.</summary>
    public static int MostLabels => MostKeyLabels;

    public int MostOf(FieldDescriptor field) => _most.GetValueOrDefault(field, MostElements);

    private static FieldDescriptor Field(MessageDescriptor message, int number) => message.FindFieldByNumber(number);
}
