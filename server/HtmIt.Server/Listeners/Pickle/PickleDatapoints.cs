using System.Collections;
using System.Globalization;
using HtmIt.V1;
using MetricKey = HtmIt.Core.Names.MetricKey;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Listeners.Pickle;

/// <summary>The datapoints of a pickle: (path, (timestamp, value)) each, tuples or lists.</summary>
internal static class PickleDatapoints
{
    /// <exception cref="PickleException">It is no list.</exception>
    public static void AddTo(GraphiteBatch batch, object? pickle, GraphiteReport report, GraphiteSource source, long now)
    {
        if (pickle is not IList points)
        {
            throw new PickleException("it is no list");
        }
        report.Of(source.Transport).AddReceived(points.Count);
        foreach (var point in points)
        {
            var reason = Read(point, now, out var key, out var sample);
            if (reason == GraphiteReason.Unspecified)
            {
                batch.Add(key!, sample);
            }
            else
            {
                report.NotStored(source, reason, Example(point));
            }
        }
    }

    private static GraphiteReason Read(object? point, long now, out MetricKey? key, out Sample sample)
    {
        (key, sample) = (null, default);
        if (point is not IList { Count: 2 } pair || pair[0] is not PickleText path || pair[1] is not IList { Count: 2 } values)
        {
            return GraphiteReason.DatapointMalformed;
        }
        if (!TryNumber(values[1], out var value))
        {
            return GraphiteReason.ValueNotANumber;
        }
        return TryNumber(values[0], out var time)
            ? GraphiteFields.Read(path.Bytes.Span, value, time, now, out key, out sample)
            : GraphiteReason.TimeNotANumber;
    }

    private static bool TryNumber(object? value, out double number)
    {
        number = value is double known ? known : double.NaN;
        return value is double || (value is PickleText text && GraphiteFields.TryNumber(text.Bytes.Span, out number));
    }

    private static string Example(object? point) =>
        point is IList { Count: 2 } pair && pair[1] is IList { Count: 2 } values
            ? $"({Show(pair[0])}, ({Show(values[0])}, {Show(values[1])}))"
            : Show(point);

    private static string Show(object? value) =>
        value switch
        {
            null => "None",
            PickleText text => GraphiteExample.Of(text.Bytes.Span),
            List<object?> list => $"a list of {list.Count}",
            object?[] tuple => $"a tuple of {tuple.Length}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
}
