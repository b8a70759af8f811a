using System.Globalization;

namespace HtmIt.Benchmarks.Fleet;

/// <summary>Which fleet.</summary>
/// <param name="Rows">Rows each model has had when the measurement begins.</param>
/// <param name="Parallel">Whether all cores are measured together as well.</param>
/// <param name="Brief">Whether the snapshot, the process of its own and the peer are left out.</param>
internal sealed record FleetSettings(int Models, int Rows, string Kind, DirectoryInfo? Corpus, bool Parallel, bool Brief)
{
    private readonly Series[] _recorded = Corpus is null ? [] : Ec2Recordings.Read(Corpus);

    /// <summary>The kinds in it, of which its metrics are in turn.</summary>
    public string[] Kinds => FleetKinds.In(Kind, _recorded.Length > 0);

    public FleetSeries[] MakeSeries() => MakeSeries(Models);

    /// <summary>The first series of the fleet.</summary>
    public FleetSeries[] MakeSeries(int count) => FleetSeries.Make(count, Kinds, _recorded);

    /// <summary>The arguments that ask for the same fleet.</summary>
    public string[] ToArguments() =>
        [
            "--fleet",
            Models.ToString(CultureInfo.InvariantCulture),
            "--rows",
            Rows.ToString(CultureInfo.InvariantCulture),
            "--kind",
            Kind,
            .. Corpus is null ? (string[])[] : ["--corpus", Corpus.FullName],
        ];
}
