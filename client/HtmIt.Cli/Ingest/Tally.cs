namespace HtmIt.Cli.Ingest;

/// <summary>Counts what went wrong by reason and keeps the first examples.</summary>
internal sealed class Tally
{
    private const int MaxExamples = 3;

    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Entry> Entries => _entries.Values;

    public void Add(string reason, string example, int count = 1)
    {
        if (!_entries.TryGetValue(reason, out var entry))
        {
            _entries.Add(reason, entry = new Entry(reason));
        }

        entry.Count += count;
        if (entry.Examples.Count < MaxExamples)
        {
            entry.Examples.Add(example);
        }
    }

    /// <summary>One reason, how often, and the first times.</summary>
    internal sealed class Entry(string reason)
    {
        public string Reason => reason;

        public long Count { get; set; }

        public List<string> Examples { get; } = [];
    }
}
