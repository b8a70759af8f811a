namespace HtmIt.Faults.Histories;

/// <summary>A sample that was handed to the server. Its value is a number of its own, so that it can be told from every other.</summary>
internal readonly record struct SentSample(string Metric, long Time, double Value)
{
    public override string ToString() => $"sample {Value} of {Metric}";
}
