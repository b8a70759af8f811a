using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using Orleans;

namespace HtmIt.Grains;

/// <summary>Samples on their way to a grain: the caller's own list within a node, two arrays between nodes.</summary>
[GenerateSerializer, Immutable, Alias("htmit.SampleBlock")]
internal sealed class SampleBlock
{
    [NonSerialized]
    private IReadOnlyList<Sample> _samples = [];

    [NonSerialized]
    private long[] _times = [];

    public SampleBlock() { }

    public SampleBlock(IReadOnlyList<Sample> samples) => _samples = samples;

    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Read by the serializer alone.</summary>
    [Id(0)]
    internal long[] Times
    {
        get => [.. Samples.Select(sample => sample.Time)];
        set => _times = value;
    }

    /// <summary>Read by the serializer alone, and written by it after <see cref="Times"/>.</summary>
    [Id(1)]
    internal double[] Values
    {
        get => [.. Samples.Select(sample => sample.Value)];
        set => _samples = [.. _times.Zip(value, static (time, one) => new Sample(time, one))];
    }
}

/// <summary>A refused sample on its way back.</summary>
[GenerateSerializer, Immutable, Alias("htmit.RefusalReply")]
internal readonly record struct RefusalReply(
    [property: Id(0)] int Index,
    [property: Id(1)] int Reason,
    [property: Id(2)] string Field,
    [property: Id(3)] string Message
);

/// <summary>What became of a block of samples.</summary>
[GenerateSerializer, Immutable, Alias("htmit.AppendReply")]
internal sealed record AppendReply(
    [property: Id(0)] long FirstRowId,
    [property: Id(1)] int StoredCount,
    [property: Id(2)] int[] AlreadyStored,
    [property: Id(3)] RefusalReply[] Refusals
)
{
    public static AppendReply From(AppendOutcome outcome) =>
        new(
            outcome.FirstRowId,
            outcome.StoredCount,
            outcome.AlreadyStored.Count == 0 ? [] : [.. outcome.AlreadyStored],
            outcome.Refusals.Count == 0
                ? []
                : [.. outcome.Refusals.Select(one => new RefusalReply(one.Index, (int)one.Reason, one.Field, one.Message))]
        );

    public AppendOutcome ToOutcome() =>
        new(
            FirstRowId,
            StoredCount,
            AlreadyStored,
            Refusals.Length == 0
                ? []
                : [.. Refusals.Select(one => new SampleRefusal(one.Index, (ErrorReason)one.Reason, one.Field, one.Message))]
        );
}

/// <summary>A refusal on its way to the caller.</summary>
/// <param name="Stale">The grain was not up to date and is gone by now: asking again reaches one that is.</param>
[GenerateSerializer, Immutable, Alias("htmit.GrainFault")]
internal sealed record GrainFault(
    [property: Id(0)] int Reason,
    [property: Id(1)] string Message,
    [property: Id(2)] Dictionary<string, string> Metadata,
    [property: Id(3)] bool Stale
)
{
    public DomainException ToException() => new((ErrorReason)Reason, Message, Metadata);
}

/// <summary>An answer or a fault: what a grain throws would lose its parts between silos.</summary>
[GenerateSerializer, Immutable, Alias("htmit.GrainReply`1")]
internal readonly record struct GrainReply<T>([property: Id(0)] T? Value, [property: Id(1)] GrainFault? Fault);
