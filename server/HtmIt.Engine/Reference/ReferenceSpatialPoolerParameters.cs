namespace HtmIt.Engine.Reference;

/// <summary>
/// The constants of the spatial pooler. Permanences are whole numbers in units of 0.00001: the reference draws them with five decimals and
/// moves them by steps that are multiples of it, so integers hold what its 32-bit floats only come near to.
/// </summary>
internal sealed record ReferenceSpatialPoolerParameters
{
    public int Inputs { get; init; } = 454;

    public int Columns { get; init; } = 2048;

    /// <summary>Columns that win a row.</summary>
    public int ActiveColumns { get; init; } = 40;

    /// <summary>Share of the inputs that a column may connect to.</summary>
    public double PotentialShare { get; init; } = 0.8;

    public int MaximumPermanence { get; init; } = 100_000;

    /// <summary>From here on a synapse counts.</summary>
    public int ConnectedPermanence { get; init; } = 20_000;

    public int ActiveIncrement { get; init; } = 300;

    public int InactiveDecrement { get; init; } = 50;

    /// <summary>Permanences below become zero.</summary>
    public int TrimThreshold { get; init; } = 150;

    /// <summary>What all permanences of a column gain that hardly ever overlaps the input.</summary>
    public int RescueIncrement { get; init; } = 2_000;

    /// <summary>Rows that the running share of rows with overlap looks back on.</summary>
    public int DutyCyclePeriod { get; init; } = 1000;

    /// <summary>A column is rescued when its share is below this part of the largest one.</summary>
    public float MinimumDutyCycleShare { get; init; } = 0.001f;

    /// <summary>Rows between two looks at the largest share.</summary>
    public int DutyCycleRefresh { get; init; } = 50;

    public uint Seed { get; init; } = 1956;
}
