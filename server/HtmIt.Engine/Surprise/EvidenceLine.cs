using System.Runtime.InteropServices;

namespace HtmIt.Engine.Surprise;

/// <summary>One cache line: a kind of evidence, all of it that a row needs when nothing happens.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct EvidenceLine
{
    /// <summary>Where the ordinary ends; see <see cref="EvidenceScale"/>.</summary>
    public double Cut;

    /// <summary>Mean excess above it.</summary>
    public double Excess;

    /// <summary>Decades at the cut.</summary>
    public double DecadesAtCut;

    /// <summary>The largest value of the past.</summary>
    public double Top;

    /// <summary>The largest evidence of the rows that wait.</summary>
    public double Largest;

    /// <summary>What the row it came from was compared with; see <see cref="EvidenceShare"/>.</summary>
    public double Reference;

    /// <summary>The row at which it came.</summary>
    public long FoundAt;

    /// <summary>Values counted.</summary>
    public ushort Total;

    /// <summary>The highest bucket that may hold a value.</summary>
    public ushort Highest;

    /// <summary>Measurements until the tail is looked at anew.</summary>
    public sbyte UntilRefresh;

    /// <summary>How many rows before <see cref="FoundAt"/> lies the row it speaks of.</summary>
    public byte RowsBack;

    /// <summary>Where the rows that wait begin; see <see cref="EvidenceQueue"/>.</summary>
    public byte First;

    /// <summary>How many wait.</summary>
    public byte Waiting;

    /// <summary>The row that the largest evidence speaks of.</summary>
    public readonly long Row => FoundAt - RowsBack;
}
