namespace HtmIt.Benchmarks.Server;

/// <summary>What <c>server</c> measures.</summary>
/// <param name="Metrics">Monitored metrics, and as many that are not.</param>
/// <param name="Rows">Rows that each model has had before.</param>
/// <param name="Samples">Samples for each way of sending.</param>
/// <param name="Ways">Ways of sending, in their order.</param>
/// <param name="WarmUp">Writing before anything is measured: a server's first code is not its optimized code.</param>
internal sealed record ServerSettings(int Metrics, int Rows, int Samples, IReadOnlyList<ServerWay> Ways, TimeSpan WarmUp);
