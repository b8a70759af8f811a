namespace HtmIt.Benchmarks.Notifications;

/// <summary>What storms of one kind cost: the other metrics, and the processors.</summary>
internal sealed class StormCost
{
    private double _rows;
    private double _seconds;

    public double PerSecond => _seconds > 0 ? _rows / _seconds : 0;

    public double ProcessorSeconds { get; private set; }

    public void Add(OtherRows others, double processorSeconds)
    {
        _rows += others.Rows;
        _seconds += others.Seconds;
        ProcessorSeconds += processorSeconds;
    }

    /// <summary>Processor time beyond what as many other rows took in storms of the other kind.</summary>
    public double ProcessorSecondsBeyond(StormCost other)
    {
        var share = other._rows > 0 ? _rows / other._rows : 1;
        return ProcessorSeconds - (share * other.ProcessorSeconds);
    }
}
