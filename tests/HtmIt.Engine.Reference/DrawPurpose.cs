namespace HtmIt.Engine.Reference;

/// <summary>What a random choice decides.</summary>
internal enum DrawPurpose
{
    /// <summary>The cell of a bursting column that gets a new segment.</summary>
    Cell,

    /// <summary>A cell that a segment grows a synapse to.</summary>
    Synapse,
}
