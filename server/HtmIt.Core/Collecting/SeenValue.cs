namespace HtmIt.Core.Collecting;

/// <summary>The value of a period as CloudWatch has it.</summary>
/// <param name="First">When the period was first seen to have one.</param>
/// <param name="Since">When this one was first seen.</param>
public readonly record struct SeenValue(long Time, double Value, long First, long Since, SeenFate Fate)
{
    /// <summary>Aggregates of the same parts may differ in their last bits.</summary>
    private const double Tolerance = 1e-9;

    public bool Is(double other) => Math.Abs(Value - other) <= Tolerance * Math.Max(Math.Abs(Value), Math.Abs(other));
}
