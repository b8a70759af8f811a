using System.ComponentModel.DataAnnotations;

namespace HtmIt.Core.Metrics;

/// <summary>Which metrics are monitored because samples of them came. Section <c>HtmIt:AutoMonitor</c>.</summary>
public sealed class AutomaticModelOptions : IValidatableObject
{
    public const string Section = "HtmIt:AutoMonitor";

    /// <summary>Patterns of names, parted by commas, see <see cref="TextPattern"/>: new metrics that match one are monitored. Default: none.</summary>
    public string? Names { get; set; }

    /// <summary>Models of this kind that there may be; what is new beyond them is stored without a model. Range 0 to 1,000,000. Default:
    /// 1,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxModels { get; set; } = 1_000;

    /// <summary>Models of this kind that this server begins in a second; more wait their turn. Range 1 to 10,000. Default: 10.</summary>
    [Range(1, 10_000)]
    public int ModelsPerSecond { get; set; } = 10;

    internal IEnumerable<string> Patterns =>
        (Names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Patterns
            .Where(pattern => !TextPattern.TryParse(pattern, out _))
            .Select(pattern => new ValidationResult($"{Section}:{nameof(Names)}: '{pattern}' {TextPattern.Rule}.", [nameof(Names)]));
}
