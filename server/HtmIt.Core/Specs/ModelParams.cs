namespace HtmIt.Core.Specs;

/// <summary>Range and resolution asked for by the user.</summary>
public sealed record ModelParams(double? Min = null, double? Max = null, double? MinResolution = null)
{
    public ValueRange? Range => Min is { } min && Max is { } max ? new ValueRange(min, max) : null;
}
