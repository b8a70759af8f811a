using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Metrics;

/// <summary>How many metrics may be made by sending samples of new names. Section <c>HtmIt:Ingest</c>.</summary>
public sealed class NewMetricOptions : IValidatableObject
{
    public const string Section = "HtmIt:Ingest";

    /// <summary>Custom metrics that this server may create in a second; ten seconds' worth of them may come at once. Range 1 to 1,000,000.
    /// Default: 1,000.</summary>
    [Range(1, 1_000_000)]
    public int NewMetricsPerSecond { get; set; } = 1_000;

    /// <summary>Custom metrics that there may be before no more are created; 0 means no limit. Range 0 to 100,000,000. Default:
    /// 1,000,000.</summary>
    [Range(0, 100_000_000)]
    public int MaxCustomMetrics { get; set; } = 1_000_000;

    /// <summary>Labels that say what a metric is measured on, parted by commas: its resource is the value of the first one it has. Default:
    /// resource, host.name, host, instance.</summary>
    public string ResourceLabels { get; set; } = "resource,host.name,host,instance";

    /// <summary>Names that say what a metric is measured on, parted by commas, see <see cref="ResourceTemplate"/>: of a metric without such a
    /// label, the first one that fits says it. Default: none.</summary>
    public string? ResourceTemplates { get; set; }

    internal IEnumerable<string> Templates =>
        (ResourceTemplates ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Templates
            .Where(template => !ResourceTemplate.TryParse(template, out _))
            .Select(template => new ValidationResult(
                $"{Section}:{nameof(ResourceTemplates)}: '{template}' {ResourceTemplate.Rule}.",
                [nameof(ResourceTemplates)]
            ));
}
