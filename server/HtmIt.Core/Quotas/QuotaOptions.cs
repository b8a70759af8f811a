using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Quotas;

/// <summary>Settings of the quota. Section <c>HtmIt:Quota</c>.</summary>
public sealed class QuotaOptions
{
    public const string Section = "HtmIt:Quota";

    /// <summary>How many resources with monitored metrics, and autostacks, there may be at most; 0 means no limit, because
    /// what a machine can carry is a matter of its metrics and not of a licence. Range 0 to 10,000,000. Default: 0.</summary>
    [Range(0, 10_000_000)]
    public int Resources { get; set; }

    /// <summary>Name of the edition, for the text of the refusal. Default: standard.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Edition { get; set; } = "standard";
}
