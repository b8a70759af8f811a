using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>How samples that stop are noticed. Section <c>HtmIt:Silence</c>.</summary>
public sealed class SilenceOptions
{
    public const string Section = "HtmIt:Silence";

    /// <summary>Whether an incident opens when the samples of a monitored metric stop. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often is looked, in seconds. Range 1 to 3,600. Default: 30.</summary>
    [Range(1, 3_600)]
    public int SweepSeconds { get; set; } = 30;

    /// <summary>A shorter silence is none, in seconds, whatever the metric's spacing. Range 1 to 86,400. Default: 60.</summary>
    [Range(1, 86_400)]
    public int LeastSeconds { get; set; } = 60;
}
