namespace HtmIt.Client;

/// <summary>What to monitor and with which parameters: a <see cref="CustomModelSpec"/>, a <see cref="CloudWatchModelSpec"/> or an
/// <see cref="AutostackModelSpec"/>.</summary>
public abstract record ModelSpec
{
    private protected ModelSpec() { }

    /// <summary>Smallest expected value, in units of the value; finite. Given together with <see cref="Max"/> or not at all: then a custom
    /// metric's first 288 samples decide, and other metrics have their own defaults.</summary>
    public double? Min { get; init; }

    /// <summary>Largest expected value, in units of the value; finite, above <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>Lower bound of the encoder's resolution, in units of the value. Positive. Default: 0.001.</summary>
    public double? MinResolution { get; init; }

    /// <summary>Writes the metric into a generated spec.</summary>
    private protected abstract void WriteMetric(V1.ModelSpec spec);

    internal V1.ModelSpec ToProto()
    {
        var spec = new V1.ModelSpec { ModelParams = ModelMapping.ToParams(Min, Max, MinResolution) };
        WriteMetric(spec);
        return spec;
    }
}
