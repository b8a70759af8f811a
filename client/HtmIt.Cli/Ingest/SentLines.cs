using HtmIt.Client;

namespace HtmIt.Cli.Ingest;

/// <summary>Remembers which lines the samples on their way come from. A metric's samples are answered in the order in which they are sent.</summary>
internal sealed class SentLines
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<(Sample Sample, long Line)>> _sent = [];
    private readonly Dictionary<string, int> _taken = [];

    public void Add(string metricName, Sample sample, long line)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(metricName, out var queue))
            {
                _sent.Add(metricName, queue = []);
            }

            queue.Enqueue((sample, line));
        }
    }

    /// <summary>The line of the first of the samples that were refused.</summary>
    public long? Find(Refusal refused)
    {
        lock (_lock)
        {
            while (_sent.TryGetValue(refused.Target.Value, out var queue) && queue.TryDequeue(out var sent))
            {
                _taken[refused.Target.Value] = _taken.GetValueOrDefault(refused.Target.Value) + 1;
                if (sent.Sample == refused.Samples[0])
                {
                    return sent.Line;
                }
            }

            return null;
        }
    }

    /// <summary>Forgets what is answered.</summary>
    public void Forget(SeriesOutcome answered)
    {
        lock (_lock)
        {
            _taken.Remove(answered.Target.Value, out var taken);
            for (; taken < answered.SampleCount && _sent.TryGetValue(answered.Target.Value, out var queue); taken++)
            {
                queue.TryDequeue(out _);
            }
        }
    }
}
