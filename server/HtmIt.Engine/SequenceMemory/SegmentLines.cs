using System.Runtime.CompilerServices;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>Where the lines of one segment are, in order.</summary>
internal unsafe struct SegmentLines
{
    public const int Most = 4;

    private Addresses _lines;

    public SegmentLine* this[int line]
    {
        readonly get => (SegmentLine*)_lines[line];
        set => _lines[line] = (nint)value;
    }

    public readonly ref ushort Source(int synapse) =>
        ref this[(int)((uint)synapse / SegmentLine.Capacity)]->Sources[(uint)synapse % SegmentLine.Capacity];

    public readonly ref byte Permanence(int synapse) =>
        ref this[(int)((uint)synapse / SegmentLine.Capacity)]->Permanences[(uint)synapse % SegmentLine.Capacity];

    public readonly Span<ushort> Sources(int line) => new(this[line]->Sources, SegmentLine.Capacity);

    public readonly Span<byte> Permanences(int line) => new(this[line]->Permanences, SegmentLine.Capacity);

    /// <summary>Takes out a synapse; the later ones move up, so that the order stays that of age.</summary>
    public readonly void Remove(int synapse, int count)
    {
        var last = (count - 1) / SegmentLine.Capacity;
        var lane = synapse % SegmentLine.Capacity;
        for (var line = synapse / SegmentLine.Capacity; line <= last; line++, lane = 0)
        {
            var sources = Sources(line);
            var permanences = Permanences(line);
            sources[(lane + 1)..].CopyTo(sources[lane..]);
            permanences[(lane + 1)..].CopyTo(permanences[lane..]);
            if (line < last)
            {
                sources[^1] = this[line + 1]->Sources[0];
                permanences[^1] = this[line + 1]->Permanences[0];
            }
        }
    }

    [InlineArray(Most)]
    private struct Addresses
    {
        private nint _first;
    }
}
