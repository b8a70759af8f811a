using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Actors;

/// <summary>Settings of the models. Section <c>HtmIt:Models</c>.</summary>
public sealed class ModelOptions
{
    public const string Section = "HtmIt:Models";

    /// <summary>Rows between two checkpoints of a model: what a restart must replay at most. Range 1 to 1,000,000. Default: 1,000.</summary>
    [Range(1, 1_000_000)]
    public int RowsPerCheckpoint { get; set; } = 1_000;

    /// <summary>A model that leaves memory is saved if this many rows would have to be replayed. Range 1 to 1,000,000. Default: 100.</summary>
    [Range(1, 1_000_000)]
    public int RowsWorthSaving { get; set; } = 100;

    /// <summary>Rows of a backlog scored in one step, before samples that arrived meanwhile get their turn. Range 1 to 10,000.
    /// Default: 1,440.</summary>
    [Range(1, 10_000)]
    public int BacklogSliceRows { get; set; } = 1_440;

    /// <summary>Minutes after which an unused model leaves memory. Range 1 to 10,000. Default: 15.</summary>
    [Range(1, 10_000)]
    public int IdleMinutes { get; set; } = 15;

    /// <summary>Seed of the random choices of models that start from now on; for measurements. Models that exist keep theirs. Range 0 to
    /// 2,147,483,647. Default: 1,956.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; set; } = 1_956;
}
