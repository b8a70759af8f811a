using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Log;

/// <summary>When a model has learnt enough. Section <c>HtmIt:Learning</c>.</summary>
public sealed class LearningOptions
{
    public const string Section = "HtmIt:Learning";

    /// <summary>First rows of a metric that notify nobody by severity, and that rankings leave out: its model is learning. A model says nothing
    /// of its first 120 rows. Range 120 to 1,000,000. Default: 120.</summary>
    [Range(120, 1_000_000)]
    public int Rows { get; set; } = 120;
}
