namespace HtmIt.Faults.Laboratory;

/// <summary>What a run of the laboratory does.</summary>
/// <param name="Faults">The kinds of fault to choose from; none means all.</param>
/// <param name="KeepFolder">Where history and logs go when a round fails; null keeps nothing.</param>
internal sealed record CrashOptions(int Rounds, int Seed, IReadOnlyCollection<string> Faults, string? KeepFolder);
