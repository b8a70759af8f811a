namespace HtmIt.Engine.Reference;

/// <summary>The mean of the last few values; of fewer while there are fewer.</summary>
internal sealed class MovingAverage(int window)
{
    private readonly Queue<double> _values = new();
    private double _total;

    public double Next(double value)
    {
        _values.Enqueue(value);
        _total += value;
        if (_values.Count > window)
        {
            _total -= _values.Dequeue();
        }

        return _total / _values.Count;
    }

    public void Clear()
    {
        _values.Clear();
        _total = 0;
    }
}
