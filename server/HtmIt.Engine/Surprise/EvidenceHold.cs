using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>The largest of the last few numbers: one kind of evidence comes rows before another, and waits for it.</summary>
internal sealed class EvidenceHold
{
    public const int Capacity = 32;

    private readonly double[] _recent = new double[Capacity];
    private int _next;

    public double Add(double evidence, int rows)
    {
        _recent[_next] = evidence;
        var largest = 0.0;
        for (var back = 0; back < rows; back++)
        {
            largest = Math.Max(largest, _recent[(_next - back) & (Capacity - 1)]);
        }

        _next = (_next + 1) & (Capacity - 1);
        return largest;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_next);
        writer.Write(_recent);
    }

    public void Load(ref SnapshotReader reader)
    {
        _next = reader.ReadInt32(0, Capacity - 1);
        reader.Read(_recent);
    }
}
