namespace HtmIt.Benchmarks.Fleet;

/// <summary>Which fleet.</summary>
/// <param name="Rows">Rows each model has had when the measurement begins.</param>
internal sealed record FleetSettings(int Models, int Rows, string Kind, DirectoryInfo? Corpus)
{
    private readonly Series[] _recorded = Corpus is null ? [] : Ec2Recordings.Read(Corpus);

    /// <summary>The kinds in it, of which its metrics are in turn.</summary>
    public string[] Kinds => FleetKinds.In(Kind, _recorded.Length > 0);

    public FleetSeries[] MakeSeries() => FleetSeries.Make(Models, Kinds, _recorded);
}
