namespace HtmIt.Client;

/// <summary>Exponential backoff: the n-th wait is <see cref="Initial"/> · <see cref="Multiplier"/>ⁿ⁻¹, at most <see cref="Maximum"/>,
/// times a random factor from 0.5 to 1, so that many clients do not come back in step.</summary>
public sealed record BackoffOptions
{
    /// <summary>The first wait. Positive. Default: 100 ms.</summary>
    public TimeSpan Initial { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait. At least <see cref="Initial"/>. Default: 5 seconds.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Growth from wait to wait. At least 1. Default: 2.</summary>
    public double Multiplier { get; init; } = 2;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Initial, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Maximum, Initial);
        ArgumentOutOfRangeException.ThrowIfLessThan(Multiplier, 1);
    }
}
