namespace HtmIt.Engine.Reference;

/// <summary>
/// The constants of the spatial pooler. Permanences are 32-bit floats as in the reference: with exact whole numbers some published rows come out
/// differently after hundreds of rows.
/// </summary>
internal sealed record ReferenceSpatialPoolerParameters
{
    public int Inputs { get; init; } = 454;

    public int Columns { get; init; } = 2048;

    /// <summary>Columns that win a row.</summary>
    public int ActiveColumns { get; init; } = 40;

    /// <summary>Share of the inputs that a column may connect to.</summary>
    public double PotentialShare { get; init; } = 0.8;

    public float MaximumPermanence { get; init; } = 1;

    /// <summary>From here on a synapse counts.</summary>
    public float ConnectedPermanence { get; init; } = 0.2f;

    public float ActiveIncrement { get; init; } = 0.003f;

    public float InactiveDecrement { get; init; } = 0.0005f;

    /// <summary>Permanences below become zero.</summary>
    public float TrimThreshold { get; init; } = 0.0015f;

    /// <summary>What all permanences of a column gain that hardly ever overlaps the input.</summary>
    public float RescueIncrement { get; init; } = 0.02f;

    /// <summary>Rows that the running share of rows with overlap looks back on.</summary>
    public int DutyCyclePeriod { get; init; } = 1000;

    /// <summary>A column is rescued when its share is below this part of the largest one.</summary>
    public float MinimumDutyCycleShare { get; init; } = 0.001f;

    /// <summary>Rows between two looks at the largest share.</summary>
    public int DutyCycleRefresh { get; init; } = 50;

    public uint Seed { get; init; } = 1956;
}
