namespace HtmIt.Engine.Reference;

/// <summary>One dendritic segment: a pattern of cells whose activity predicts the owner.</summary>
internal sealed class ReferenceSegment(int cell, long row)
{
    /// <summary>The cell that owns it.</summary>
    public int Cell { get; } = cell;

    /// <summary>In the order in which they grew.</summary>
    public List<ReferenceSynapse> Synapses { get; } = [];

    /// <summary>The row that it was made or last active in.</summary>
    public long LastActiveRow { get; set; } = row;

    /// <summary>Synapses on cells that are active now.</summary>
    public int Potential { get; private set; }

    /// <summary>Those of them that are connected.</summary>
    public int Connected { get; private set; }

    public void Count(bool[] active, float connectedPermanence)
    {
        (Potential, Connected) = (0, 0);
        foreach (var synapse in Synapses)
        {
            if (active[synapse.Source])
            {
                Potential++;
                Connected += synapse.Permanence >= connectedPermanence ? 1 : 0;
            }
        }
    }
}
