using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Log;

/// <summary>How long data is kept. Section <c>HtmIt:Retention</c>.</summary>
public sealed class RetentionOptions
{
    public const string Section = "HtmIt:Retention";

    /// <summary>Days a sample is kept at least; whole months that are older are removed. 30 and more are recommended: a model that is
    /// restarted learns from what is kept. Unset means for ever. Range 1 to 36,500. Default: unset.</summary>
    [Range(1, 36_500)]
    public int? ThresholdDays { get; set; }

    /// <summary>Seconds between two runs in the whole cluster. Range 1 to 86,400. Default: 3,600.</summary>
    [Range(1, 86_400)]
    public int IntervalSeconds { get; set; } = 3_600;
}
