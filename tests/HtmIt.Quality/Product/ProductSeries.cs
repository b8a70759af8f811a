using HtmIt.Client;

namespace HtmIt.Quality.Product;

/// <summary>What a server did with one series.</summary>
/// <param name="StoredAlready">Rows that it took for ones sent twice.</param>
/// <param name="Refused">Rows that it refused.</param>
/// <param name="Rows">The rows it has, in their order, with their scores.</param>
/// <param name="Openings">Ids of the rows that opened an incident.</param>
internal sealed record ProductSeries(int StoredAlready, int Refused, IReadOnlyList<MetricDataRow> Rows, IReadOnlySet<long> Openings);
