namespace HtmIt.Client;

/// <summary>How to start a model afresh.</summary>
public sealed record RestartOptions
{
    /// <summary>Smallest expected value, in units of the value; finite. Given together with <see cref="Max"/> or not at all. With any of the three
    /// parameters they replace those that the model has; without, those stay.</summary>
    public double? Min { get; init; }

    /// <summary>Largest expected value, in units of the value; finite, above <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>Lower bound of the encoder's resolution, in units of the value. Positive.</summary>
    public double? MinResolution { get; init; }

    /// <summary>Generation that the model must have still. Default: whatever it has.</summary>
    public int? ExpectedGeneration { get; init; }
}
