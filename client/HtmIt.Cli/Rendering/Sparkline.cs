namespace HtmIt.Cli.Rendering;

/// <summary>The last values of a metric as a line of blocks, scaled to what is in it.</summary>
internal sealed class Sparkline(int width)
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    private readonly Queue<double> _values = new(width);

    public void Add(double value)
    {
        if (_values.Count == width)
        {
            _values.Dequeue();
        }

        _values.Enqueue(value);
    }

    public override string ToString() => Draw([.. _values]);

    /// <summary>One block a value; a flat line lies in the middle.</summary>
    internal static string Draw(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return "";
        }

        var min = values.Min();
        var range = values.Max() - min;
        return string.Concat(
            values.Select(value => range > 0 ? Blocks[(int)Math.Min((value - min) / range * Blocks.Length, Blocks.Length - 1)] : Blocks[3])
        );
    }
}
