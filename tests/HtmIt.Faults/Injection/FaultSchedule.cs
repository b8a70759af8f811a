namespace HtmIt.Faults.Injection;

/// <summary>Which fault strikes in which round: the same for the same seed. Each kind comes before any comes again.</summary>
internal sealed class FaultSchedule
{
    private readonly Random _random;
    private readonly IFault[] _bag;
    private int _next;

    /// <param name="names">The kinds to choose from; none means all.</param>
    /// <exception cref="ArgumentException">A name is none of the kinds.</exception>
    public FaultSchedule(int seed, IReadOnlyCollection<string> names)
    {
        _random = new(seed);
        var all = All();
        if (names.FirstOrDefault(name => all.All(fault => fault.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown}' is no fault; there are {string.Join(", ", all.Select(fault => fault.Name))}.");
        }
        _bag = names.Count == 0 ? all : [.. all.Where(fault => names.Contains(fault.Name))];
        _next = _bag.Length;
    }

    public IFault Next()
    {
        if (_next == _bag.Length)
        {
            _random.Shuffle(_bag);
            _next = 0;
        }
        return _bag[_next++];
    }

    // Longer and shorter are meant beside the two seconds after which the server gives up.
    private static IFault[] All() =>
        [
            new CrashFault("crash-busy", kill: false, busy: true),
            new CrashFault("kill-busy", kill: true, busy: true),
            new CrashFault("crash", kill: false, busy: false),
            new FreezeFault("freeze-short", 200, 1_200),
            new FreezeFault("freeze-long", 4_000, 8_000),
            new LockFault("head-lock", "select 1 from commit_head for update", 4_000, 8_000),
            new LockFault("table-lock", "lock table metric_data in access exclusive mode", 4_000, 8_000),
            new TerminateFault(),
            new ServerKillFault(),
        ];
}
