namespace HtmIt.Client;

/// <summary>The learning detector of one metric.</summary>
/// <param name="Name">Name, made by the server; opaque.</param>
/// <param name="Metric">The metric it belongs to, with the model's status.</param>
public sealed record Model(string Name, Metric Metric)
{
    /// <summary>The spec it was created with; absent when the metric is not monitored.</summary>
    public ModelSpec? Spec { get; init; }

    /// <summary>Width of one value bucket of the encoder that the model began with, in units of the value; absent until it starts, and when it
    /// finds it from its samples because no range was given.</summary>
    public double? EncoderResolution { get; init; }

    /// <summary>Counts how often this metric was monitored, from 1.</summary>
    public int Generation { get; init; }

    /// <summary>How many stored samples still wait for their score.</summary>
    public long BacklogRowCount { get; init; }

    /// <summary>How many of the <see cref="LearningRowsNeeded"/> first rows the model has seen; at most as many.</summary>
    public int LearningRowCount { get; init; }

    /// <summary>How many rows a model has to see before its scores mean something.</summary>
    public int LearningRowsNeeded { get; init; }

    /// <summary>When this generation was created, in UTC; absent when the metric is not monitored.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}
