using System.Runtime.CompilerServices;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// The largest of the last few pieces of evidence: one kind comes rows before another, and waits for it. Only those rows are kept that can
/// still become the largest, which is none as long as nothing happens.
/// </summary>
internal struct EvidenceQueue
{
    /// <summary>Most rows that evidence can wait.</summary>
    public const int Capacity = 32;

    private Rows _rows;

    /// <summary>Takes the evidence of a row.</summary>
    /// <param name="line">The kind, whose largest evidence this keeps up to date.</param>
    /// <param name="row">The row, one more than last time.</param>
    /// <param name="decades">The evidence.</param>
    /// <param name="rowsBack">How many rows before lies the row it speaks of.</param>
    /// <param name="reference">What that row was compared with.</param>
    /// <param name="rows">Rows for which evidence waits, this one included.</param>
    public void Add(ref EvidenceLine line, long row, double decades, int rowsBack, double reference, int rows)
    {
        if (decades > 0)
        {
            Push(ref line, new WaitingRow(decades, reference, (uint)row, (byte)rowsBack));
        }

        if (decades > line.Largest)
        {
            // Everything smaller went when it was pushed.
            TakeFirst(ref line, row);
        }
        else if (line.Largest > 0 && row - line.FoundAt >= rows)
        {
            line.Largest = 0;
            while (line.Waiting > 0 && Age(line, row) >= rows)
            {
                line.First = (byte)((line.First + 1) % Capacity);
                line.Waiting--;
            }

            if (line.Waiting > 0)
            {
                TakeFirst(ref line, row);
            }
        }
    }

    /// <summary>Writes the last rows, one place each; those that cannot matter any more are zero.</summary>
    public readonly void Save(in EvidenceLine line, SnapshotWriter writer)
    {
        Span<double> decades = stackalloc double[Capacity];
        Span<double> references = stackalloc double[Capacity];
        Span<long> rows = stackalloc long[Capacity];
        for (var i = 0; i < line.Waiting; i++)
        {
            ref readonly var waiting = ref _rows[(line.First + i) % Capacity];
            var row = line.FoundAt + (uint)(waiting.Row - (uint)line.FoundAt);
            var place = (int)(row % Capacity);
            (decades[place], references[place], rows[place]) = (waiting.Decades, waiting.Reference, row - waiting.RowsBack);
        }

        writer.Write(line.FoundAt);
        writer.Write(line.Largest);
        writer.Write(line.Row);
        writer.Write(line.Reference);
        writer.Write(decades);
        writer.Write(references);
        foreach (var row in rows)
        {
            writer.Write(row);
        }
    }

    /// <summary>Reads what was written at a row.</summary>
    public void Load(ref EvidenceLine line, long row, ref SnapshotReader reader)
    {
        line.FoundAt = reader.ReadInt64(0, row);
        line.Largest = reader.ReadDouble();
        line.RowsBack = (byte)(line.FoundAt - reader.ReadInt64(Math.Max(0, line.FoundAt - byte.MaxValue), line.FoundAt));
        line.Reference = reader.ReadDouble();
        Span<double> decades = stackalloc double[Capacity];
        Span<double> references = stackalloc double[Capacity];
        Span<long> rows = stackalloc long[Capacity];
        reader.Read(decades);
        reader.Read(references);
        foreach (ref var from in rows)
        {
            from = reader.ReadInt64();
        }

        (line.First, line.Waiting) = (0, 0);
        var oldest = Math.Max(line.FoundAt, row - Capacity + 1);
        for (var at = oldest; line.Largest > 0 && at <= row; at++)
        {
            var place = (int)(at % Capacity);
            if (decades[place] > 0)
            {
                var back = (byte)SnapshotReader.Check(at - rows[place], 0, byte.MaxValue);
                Push(ref line, new WaitingRow(decades[place], references[place], (uint)at, back));
            }
        }
    }

    private readonly int Age(in EvidenceLine line, long row) => (int)((uint)row - _rows[line.First].Row);

    private void Push(ref EvidenceLine line, in WaitingRow row)
    {
        while (line.Waiting > 0 && _rows[(line.First + line.Waiting - 1) % Capacity].Decades < row.Decades)
        {
            line.Waiting--;
        }

        _rows[(line.First + line.Waiting) % Capacity] = row;
        line.Waiting++;
    }

    private readonly void TakeFirst(ref EvidenceLine line, long row)
    {
        ref readonly var first = ref _rows[line.First];
        line.Largest = first.Decades;
        line.Reference = first.Reference;
        line.FoundAt = row - Age(line, row);
        line.RowsBack = first.RowsBack;
    }

    private readonly record struct WaitingRow(double Decades, double Reference, uint Row, byte RowsBack);

    [InlineArray(Capacity)]
    private struct Rows
    {
        private WaitingRow _first;
    }
}
